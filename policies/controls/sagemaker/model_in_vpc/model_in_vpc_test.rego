package controls.sagemaker.model_in_vpc_test

import data.controls.sagemaker.model_in_vpc as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"subnets pass": {
		"input": model({"VpcConfig": {"Subnets": ["subnet-0aaaaaaaaaaaaaaaa"], "SecurityGroupIds": ["sg-1"]}}),
		"violation": set(),
	},
	"no VPC fails": {
		"input": model({"EnableNetworkIsolation": true}),
		"violation": {no_vpc},
	},
	"a VPC without subnets is none": {
		"input": model({"VpcConfig": {"Subnets": []}}),
		"violation": {no_vpc},
	},
}

model(properties) := {"resource": {"properties": properties}}

no_vpc := {"code": "no_vpc", "evidence": ["/resource/properties/VpcConfig"]}
