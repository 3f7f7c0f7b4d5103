package controls.sagemaker.endpoint_two_zones_test

import data.controls.sagemaker.endpoint_two_zones as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

test_applies[name] if {
	some name, case in applicability
	[true | control.applies with input as case.input] == case.applies
}

cases := {
	"two zones pass": {"input": endpoint(["subnet-a", "subnet-c"]), "violation": set()},
	"a model without a VPC is spread by SageMaker": {
		"input": {"refs": {"models": {"fraud": {"properties": {}}}}},
		"violation": set(),
	},
	"two subnets of one zone fail": {
		"input": endpoint(["subnet-a", "subnet-a2"]),
		"violation": {one_zone("1", ["/refs/subnets/subnet-a", "/refs/subnets/subnet-a2"])},
	},
	"a subnet that is gone is in no zone": {
		"input": endpoint(["subnet-a", "subnet-gone"]),
		"violation": {one_zone("1", ["/refs/subnets/subnet-a", "/refs/subnets/subnet-gone"])},
	},
	"no subnet at all is in no zone": {"input": endpoint([]), "violation": {one_zone("0", [])}},
}

applicability := {
	"a model in a VPC is judged": {"input": endpoint(["subnet-a"]), "applies": [true]},
	"one that names none is not": {"input": {"refs": {"models": {"fraud": {"properties": {}}}}}, "applies": []},
}

endpoint(subnets) := {"refs": {
	"models": {"fraud": {"properties": {"VpcConfig": {"Subnets": subnets}}}},
	"subnets": {
		"subnet-a": in_zone("ap-northeast-1a"),
		"subnet-a2": in_zone("ap-northeast-1a"),
		"subnet-c": in_zone("ap-northeast-1c"),
	},
}}

in_zone(zone) := {"properties": {"AvailabilityZone": zone}}

one_zone(zones, subnets) := {
	"code": "one_zone",
	"args": {"model": "fraud", "count": zones},
	"evidence": array.concat(["/refs/models/fraud/properties/VpcConfig"], subnets),
}
