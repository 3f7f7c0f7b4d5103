package controls.bedrock.guardrail_prompt_attack_test

import data.controls.bedrock.guardrail_prompt_attack as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"a blocking filter of high strength passes": {"input": guardrail(attack({}), [attack({})]), "violation": set()},
	"a filter that was made before actions could be chosen blocks": {
		"input": guardrail(
			{"ContentPolicyConfig": {"FiltersConfig": [{
				"Type": "PROMPT_ATTACK",
				"InputStrength": "HIGH",
				"OutputStrength": "NONE",
			}]}},
			[],
		),
		"violation": set(),
	},
	"no policy fails": {"input": guardrail({}, []), "violation": {unblocked("DRAFT", "/resource/properties")}},
	"other filters do not count": {
		"input": guardrail({"ContentPolicyConfig": {"FiltersConfig": [{"Type": "HATE", "InputStrength": "HIGH"}]}}, []),
		"violation": {unblocked("DRAFT", "/resource/properties")},
	},
	"a filter that only watches fails, whatever its strength": {
		"input": guardrail(attack({"InputAction": "NONE"}), []),
		"violation": {unblocked("DRAFT", "/resource/properties")},
	},
	"a filter that is switched off fails": {
		"input": guardrail(attack({"InputEnabled": false}), []),
		"violation": {unblocked("DRAFT", "/resource/properties")},
	},
	"medium strength fails": {
		"input": guardrail(attack({"InputStrength": "MEDIUM"}), []),
		"violation": {unblocked("DRAFT", "/resource/properties")},
	},
	"an old published version without filter fails": {
		"input": guardrail(attack({}), [attack({}), {"Version": "2"}]),
		"violation": {unblocked("2", "/resource/runtime/Versions/1")},
	},
}

attack(filter) := {
	"Version": "1",
	"ContentPolicyConfig": {"FiltersConfig": [object.union(
		{
			"Type": "PROMPT_ATTACK",
			"InputStrength": "HIGH",
			"OutputStrength": "NONE",
			"InputAction": "BLOCK",
			"InputEnabled": true,
		},
		filter,
	)]},
}

unblocked(edition, pointer) := {
	"code": "unblocked",
	"args": {"edition": edition},
	"evidence": [concat("", [pointer, "/ContentPolicyConfig/FiltersConfig"])],
}

guardrail(draft, versions) := {"resource": {
	"properties": draft,
	"runtime": {"Versions": versions},
}}
