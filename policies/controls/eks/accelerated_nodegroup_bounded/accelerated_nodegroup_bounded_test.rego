package controls.eks.accelerated_nodegroup_bounded_test

import data.controls.eks.accelerated_nodegroup_bounded as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

test_applies[name] if {
	some name, case in cases
	applies := [true | control.applies with input as case.input]
	[case.applies | case.applies == true] == applies
}

cases := {
	"a bounded group passes": {"input": group(["p4d.24xlarge"], {}, 10), "applies": true, "violation": set()},
	"a group without measure fails": {
		"input": group(["m5.large", "g5.xlarge"], {}, 40),
		"applies": true,
		"violation": {too_many("40")},
	},
	"a number beyond all measure fails": {
		"input": group(["g5.xlarge"], {}, 1000000000000),
		"applies": true,
		"violation": {too_many("?")},
	},
	"the launch template may name the type": {
		"input": group([], {"InstanceType": "trn1.32xlarge"}, 11),
		"applies": true,
		"violation": {too_many("11")},
	},
	"other types are another matter": {
		"input": group(["m5.large"], {"InstanceType": "c7g.large"}, 100),
		"applies": false,
		"violation": {too_many("100")},
	},
	"no maximum is AWS's, which is two": {
		"input": {"resource": {"properties": {"InstanceTypes": ["p5.48xlarge"]}}, "params": params},
		"applies": true,
		"violation": set(),
	},
}

params := {"cost": {"accelerated_nodes": 10}}

group(types, template, most) := {
	"resource": {
		"properties": {"InstanceTypes": types, "ScalingConfig": {"MinSize": 0, "MaxSize": most}},
		"runtime": {"LaunchTemplate": template},
	},
	"params": params,
}

too_many(most) := {
	"code": "too_many",
	"args": {"max": most},
	"evidence": ["/resource/properties/ScalingConfig/MaxSize", "/params/cost/accelerated_nodes"],
}
