package controls.bedrock.guardrail_content_filters_test

import data.controls.bedrock.guardrail_content_filters as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"all kinds at the required strength or above pass": {
		"input": guardrail(policy([]), [policy([])]),
		"violation": set(),
	},
	"no policy fails for every kind": {
		"input": guardrail({}, []),
		"violation": {uncovered(type, "DRAFT", "/resource/properties") | some type in kinds},
	},
	"a weak answer side fails": {
		"input": guardrail(policy([filter("HATE", {"OutputStrength": "LOW"})]), []),
		"violation": {uncovered("HATE", "DRAFT", "/resource/properties")},
	},
	"a weak prompt side fails": {
		"input": guardrail(policy([filter("SEXUAL", {"InputStrength": "NONE"})]), []),
		"violation": {uncovered("SEXUAL", "DRAFT", "/resource/properties")},
	},
	"a filter that only watches answers fails": {
		"input": guardrail(policy([filter("INSULTS", {"OutputAction": "NONE"})]), []),
		"violation": {uncovered("INSULTS", "DRAFT", "/resource/properties")},
	},
	"a filter whose answer side is switched off fails": {
		"input": guardrail(policy([filter("VIOLENCE", {"OutputEnabled": false})]), []),
		"violation": {uncovered("VIOLENCE", "DRAFT", "/resource/properties")},
	},
	"a published version is judged by itself": {
		"input": guardrail(policy([]), [policy([filter("MISCONDUCT", {"InputEnabled": false})])]),
		"violation": {uncovered("MISCONDUCT", "7", "/resource/runtime/Versions/0")},
	},
}

kinds := ["HATE", "INSULTS", "MISCONDUCT", "SEXUAL", "VIOLENCE"]

# Every kind in good state, but for those that are given.
policy(others) := {"Version": "7", "ContentPolicyConfig": {"FiltersConfig": array.concat(
	others,
	[filter(type, {}) | some type in kinds; not type in {other.Type | some other in others}],
)}}

filter(type, rest) := object.union(
	{
		"Type": type,
		"InputStrength": "HIGH",
		"OutputStrength": "MEDIUM",
		"InputAction": "BLOCK",
		"OutputAction": "BLOCK",
		"InputEnabled": true,
		"OutputEnabled": true,
	},
	rest,
)

uncovered(type, edition, pointer) := {
	"code": "uncovered",
	"args": {"edition": edition, "type": type},
	"evidence": [
		concat("", [pointer, "/ContentPolicyConfig/FiltersConfig"]),
		"/params/bedrock/content_filter_strength",
	],
}

guardrail(draft, versions) := {
	"resource": {"properties": draft, "runtime": {"Versions": versions}},
	"params": {"bedrock": {"content_filter_strength": "MEDIUM"}},
}
