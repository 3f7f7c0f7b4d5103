package controls.bedrock.inference_profile_in_boundary_test

import data.controls.bedrock.inference_profile_in_boundary as control

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
	"regions within the boundary pass": {
		"input": profile(["ap-northeast-1", "ap-northeast-3"], boundary),
		"applies": true,
		"violation": set(),
	},
	"a region outside fails, and so does one that is not named": {
		"input": profile(["ap-northeast-1", "ap-southeast-2", ""], boundary),
		"applies": true,
		"violation": {outside("ap-southeast-2", "1"), outside("any region", "2")},
	},
	"an ARN that is none fails": {
		"input": {
			"resource": {"properties": {}, "runtime": {"models": [{"modelArn": "x"}]}},
			"params": {"residency": {"regions": boundary}},
		},
		"applies": true,
		"violation": {outside("any region", "0")},
	},
	"no models fail": {
		"input": profile([], boundary),
		"applies": true,
		"violation": {{"code": "no_models", "evidence": ["/resource/runtime/models"]}},
	},
	"without a boundary nothing is judged": {
		"input": profile(["us-east-1"], []),
		"applies": false,
		"violation": {outside("us-east-1", "0")},
	},
}

boundary := ["ap-northeast-1", "ap-northeast-3"]

outside(region, index) := {
	"code": "outside",
	"args": {"region": region},
	"evidence": [concat("/", ["/resource/runtime/models", index]), "/params/residency/regions"],
}

profile(regions, declared) := {
	"resource": {
		"properties": {"InferenceProfileName": "chat"},
		"runtime": {"models": [model |
			some region in regions
			model := {"modelArn": concat(":", ["arn:aws:bedrock", region, "", "foundation-model/x"])}
		]},
	},
	"params": {"residency": {"regions": declared}},
}
