package controls.bedrock.application_inference_profile_tagged_test

import data.controls.bedrock.application_inference_profile_tagged as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"the required tag passes": {"input": profile({"CostCenter": "R-100"}, ["CostCenter"]), "violation": set()},
	"any tag passes where none is required": {"input": profile({"team": "chat"}, []), "violation": set()},
	"no tag fails": {
		"input": profile({}, []),
		"violation": {{"code": "untagged", "evidence": ["/resource/tags"]}},
	},
	"another tag or an empty one fails": {
		"input": profile({"team": "chat", "CostCenter": ""}, ["CostCenter", "Owner"]),
		"violation": {
			{
				"code": "missing",
				"args": {"tag": "CostCenter"},
				"evidence": ["/resource/tags/CostCenter", "/params/bedrock/profile_tags"],
			},
			{
				"code": "missing",
				"args": {"tag": "Owner"},
				"evidence": ["/resource/tags/Owner", "/params/bedrock/profile_tags"],
			},
		},
	},
}

profile(tags, required) := {
	"resource": {"properties": {"InferenceProfileName": "chat"}, "tags": tags},
	"params": {"bedrock": {"profile_tags": required}},
}
