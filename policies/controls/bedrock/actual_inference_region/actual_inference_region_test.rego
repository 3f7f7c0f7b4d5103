package controls.bedrock.actual_inference_region_test

import data.controls.bedrock.actual_inference_region as control

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
	"calls that ran within the boundary pass, and one that ran nowhere": {
		"input": region(
			[call("ap-northeast-1"), call("ap-northeast-3"), {"properties": {"eventName": "Converse", "errorCode": "AccessDenied"}}],
			boundary,
		),
		"applies": true,
		"violation": set(),
	},
	"a call that ran elsewhere fails": {
		"input": region([call("ap-northeast-1"), call("ap-southeast-1")], boundary),
		"applies": true,
		"violation": {outside("ap-southeast-1", "1")},
	},
	"no calls pass": {"input": region([], boundary), "applies": true, "violation": set()},
	"without a boundary nothing is judged": {
		"input": region([call("us-east-1")], []),
		"applies": false,
		"violation": {outside("us-east-1", "0")},
	},
}

boundary := ["ap-northeast-1", "ap-northeast-3"]

call(where) := {"properties": {"eventName": "Converse", "modelId": "apac.x", "inferenceRegion": where}}

outside(where, index) := {
	"code": "outside",
	"args": {"event": "Converse", "model": "apac.x", "region": where},
	"evidence": [
		concat("/", ["/refs/invocations", index, "properties/inferenceRegion"]),
		"/params/residency/regions",
	],
}

region(invocations, regions) := {
	"refs": {"invocations": invocations},
	"params": {"residency": {"regions": regions}},
}
