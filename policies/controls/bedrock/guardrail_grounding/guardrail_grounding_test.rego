package controls.bedrock.guardrail_grounding_test

import data.controls.bedrock.guardrail_grounding as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"both filters at the required threshold pass": {
		"input": guardrail(policy({}), [policy({})]),
		"violation": set(),
	},
	"filters that were made before actions could be chosen block": {
		"input": guardrail(
			{"ContextualGroundingPolicyConfig": {"FiltersConfig": [
				{"Type": "GROUNDING", "Threshold": 0.9},
				{"Type": "RELEVANCE", "Threshold": 0.5},
			]}},
			[],
		),
		"violation": set(),
	},
	"no policy fails twice": {
		"input": guardrail({}, []),
		"violation": {
			unchecked("GROUNDING", "DRAFT", "/resource/properties"),
			unchecked("RELEVANCE", "DRAFT", "/resource/properties"),
		},
	},
	"a threshold of nothing blocks nothing": {
		"input": guardrail(policy({"Threshold": 0}), []),
		"violation": {unchecked("GROUNDING", "DRAFT", "/resource/properties")},
	},
	"a threshold that is no number fails": {
		"input": guardrail(policy({"Threshold": "0.7"}), []),
		"violation": {unchecked("GROUNDING", "DRAFT", "/resource/properties")},
	},
	"a filter that only watches fails": {
		"input": guardrail(policy({"Action": "NONE"}), []),
		"violation": {unchecked("GROUNDING", "DRAFT", "/resource/properties")},
	},
	"a published version whose filter is switched off fails": {
		"input": guardrail(policy({}), [policy({"Enabled": false})]),
		"violation": {unchecked("GROUNDING", "3", "/resource/runtime/Versions/0")},
	},
}

policy(grounding) := {"Version": "3", "ContextualGroundingPolicyConfig": {"FiltersConfig": [
	object.union({"Type": "GROUNDING", "Threshold": 0.7, "Action": "BLOCK", "Enabled": true}, grounding),
	{"Type": "RELEVANCE", "Threshold": 0.5, "Action": "BLOCK", "Enabled": true},
]}}

unchecked(type, edition, pointer) := {
	"code": "unchecked",
	"args": {"edition": edition, "type": type},
	"evidence": [
		concat("", [pointer, "/ContextualGroundingPolicyConfig/FiltersConfig"]),
		"/params/bedrock/grounding_threshold",
	],
}

guardrail(draft, versions) := {
	"resource": {"properties": draft, "runtime": {"Versions": versions}},
	"params": {"bedrock": {"grounding_threshold": 0.5}},
}
