package controls.bedrock.guardrail_pii_test

import data.controls.bedrock.guardrail_pii as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"every required type blocked or masked passes": {
		"input": guardrail(policy([entity("EMAIL", {"Action": "BLOCK"}), entity("NAME", {"Action": "ANONYMIZE"})]), []),
		"violation": set(),
	},
	"no policy at all fails": {
		"input": guardrail(null, []),
		"violation": {{
			"code": "draft_no_policy",
			"evidence": ["/resource/properties/SensitiveInformationPolicyConfig"],
		}},
	},
	"a policy that blocks nothing fails": {
		"input": guardrail(policy([entity("EMAIL", {"Action": "NONE"}), entity("NAME", {"Action": "BLOCK"})]), []),
		"violation": {draft("EMAIL")},
	},
	"a type that nobody named fails": {
		"input": guardrail(policy([entity("NAME", {"Action": "BLOCK"})]), []),
		"violation": {draft("EMAIL")},
	},
	"regular expressions are no entity types": {
		"input": guardrail({"RegexesConfig": [{"Name": "EMAIL", "Pattern": "@", "Action": "BLOCK"}]}, []),
		"violation": {draft("EMAIL"), draft("NAME")},
	},
	"an action in one direction only fails": {
		"input": guardrail(
			policy([
				entity("EMAIL", {"Action": "BLOCK", "OutputAction": "NONE"}),
				entity("NAME", {"Action": "BLOCK", "InputEnabled": false}),
			]),
			[],
		),
		"violation": {draft("EMAIL"), draft("NAME")},
	},
	"an output that is switched off fails": {
		"input": guardrail(
			policy([
				entity("EMAIL", {"Action": "BLOCK", "OutputEnabled": false}),
				entity("NAME", {"InputAction": "NONE", "OutputAction": "BLOCK"}),
			]),
			[],
		),
		"violation": {draft("EMAIL"), draft("NAME")},
	},
	"actions of both directions replace the common one": {
		"input": guardrail(
			policy([
				entity("EMAIL", {"Action": "NONE", "InputAction": "BLOCK", "OutputAction": "ANONYMIZE"}),
				entity("NAME", {"Action": "BLOCK", "InputEnabled": true, "OutputEnabled": true}),
			]),
			[],
		),
		"violation": set(),
	},
	"an old published version without policy fails": {
		"input": guardrail(whole, [{"Version": "1", "SensitiveInformationPolicyConfig": whole}, {"Version": "2"}]),
		"violation": {{
			"code": "version_no_policy",
			"args": {"version": "2"},
			"evidence": ["/resource/runtime/Versions/1/SensitiveInformationPolicyConfig"],
		}},
	},
	"a published version that acts on less than the draft fails": {
		"input": guardrail(whole, [{
			"Version": "1",
			"SensitiveInformationPolicyConfig": policy([entity("NAME", {"Action": "BLOCK"})]),
		}]),
		"violation": {{
			"code": "version_uncovered",
			"args": {"type": "EMAIL", "version": "1"},
			"evidence": [
				"/resource/runtime/Versions/0/SensitiveInformationPolicyConfig/PiiEntitiesConfig",
				"/params/pii/guardrail_entities",
			],
		}},
	},
}

guardrail(draft_policy, versions) := {
	"resource": {
		"properties": object.union({"Name": "chat"}, draft_member(draft_policy)),
		"runtime": {"Status": "READY", "Versions": versions},
	},
	"params": {"pii": {"guardrail_entities": ["EMAIL", "NAME"]}},
}

draft_member(null) := {}

draft_member(draft_policy) := {"SensitiveInformationPolicyConfig": draft_policy} if is_object(draft_policy)

whole := policy([entity("EMAIL", {"Action": "BLOCK"}), entity("NAME", {"Action": "BLOCK"})])

policy(entities) := {"PiiEntitiesConfig": entities}

entity(type, rest) := object.union({"Type": type}, rest)

draft(type) := {
	"code": "draft_uncovered",
	"args": {"type": type},
	"evidence": [
		"/resource/properties/SensitiveInformationPolicyConfig/PiiEntitiesConfig",
		"/params/pii/guardrail_entities",
	],
}
