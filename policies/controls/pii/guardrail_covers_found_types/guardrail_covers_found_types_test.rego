package controls.pii.guardrail_covers_found_types_test

import data.controls.pii.guardrail_covers_found_types as control

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
	"an entity that masks what was found passes": {
		"input": log([find("email", 0.97)], [guardrail({"PiiEntitiesConfig": [entity("EMAIL", {})]}, [])]),
		"applies": true,
		"violation": set(),
	},
	"what is likely something else, and types that nobody asks for, pass": {
		"input": log([find("email", 0.6), find("us_ssn", 0.97)], [guardrail({}, [])]),
		"applies": true,
		"violation": set(),
	},
	"nothing found passes without a guardrail": {
		"input": log([], []),
		"applies": true,
		"violation": set(),
	},
	"no guardrail fails": {
		"input": log([find("email", 0.97)], []),
		"applies": true,
		"violation": {none("email", 0)},
	},
	"a guardrail of another region is no guardrail": {
		"input": log(
			[find("email", 0.97)],
			[object.union(guardrail({"PiiEntitiesConfig": [entity("EMAIL", {})]}, []), {"region": "us-east-1"})],
		),
		"applies": true,
		"violation": {none("email", 0)},
	},
	"a guardrail without a policy fails": {
		"input": log([find("email", 0.97)], [{
			"id": "arn:aws:bedrock:ap-northeast-1:111122223333:guardrail/chat",
			"region": "ap-northeast-1",
			"properties": {"Name": "chat"},
			"runtime": {"Versions": [{"Version": "1"}]},
		}]),
		"applies": true,
		"violation": {draft("email", 0, 0), version("email", 0, 0)},
	},
	"an entity that only watches, or in one direction only, fails": {
		"input": log(
			[find("email", 0.97)],
			[
				guardrail({"PiiEntitiesConfig": [entity("EMAIL", {"Action": "NONE"})]}, []),
				guardrail({"PiiEntitiesConfig": [entity("EMAIL", {"OutputAction": "NONE"})]}, []),
			],
		),
		"applies": true,
		"violation": {draft("email", 0, 0), draft("email", 0, 1)},
	},
	"a version that lacks it fails, whatever the draft says": {
		"input": log([find("email", 0.97)], [guardrail(
			{"PiiEntitiesConfig": [entity("EMAIL", {})]},
			[{"Version": "1", "SensitiveInformationPolicyConfig": {"PiiEntitiesConfig": [entity("NAME", {})]}}],
		)]),
		"applies": true,
		"violation": {version("email", 0, 0)},
	},
	"expressions that meet every form of a number within a sentence pass": {
		"input": log(
			[find("my_number", 0.97), find("pension_number", 0.97)],
			[guardrail(
				{"RegexesConfig": [
					expression(`\b\d{4}[ -]?\d{4}[ -]?\d{4}\b`, {}),
					expression(`[0-9]{4}-[0-9]{6}`, {"Action": "ANONYMIZE"}),
				]},
				[],
			)],
		),
		"applies": true,
		"violation": set(),
	},
	"an expression that meets one form only fails": {
		"input": log([find("my_number", 0.97)], [guardrail({"RegexesConfig": [expression(`\d{12}`, {})]}, [])]),
		"applies": true,
		"violation": {draft("my_number", 0, 0)},
	},
	"an expression that is bound to the ends of a text fails": {
		"input": log([find("pension_number", 0.97)], [guardrail({"RegexesConfig": [expression(`^\d{4}-\d{6}$`, {})]}, [])]),
		"applies": true,
		"violation": {draft("pension_number", 0, 0)},
	},
	"an expression that does nothing about it fails": {
		"input": log(
			[find("pension_number", 0.97)],
			[guardrail({"RegexesConfig": [expression(`\d{4}-\d{6}`, {"InputEnabled": false})]}, [])],
		),
		"applies": true,
		"violation": {draft("pension_number", 0, 0)},
	},
	"an entity of the United States meets their passports only": {
		"input": log([find("passport", 0.95)], [guardrail({"PiiEntitiesConfig": [entity("US_PASSPORT_NUMBER", {})]}, [])]),
		"applies": true,
		"violation": {draft("passport", 0, 0)},
	},
	"beside an expression for those of Japan it passes": {
		"input": log([find("passport", 0.95)], [guardrail(
			{
				"PiiEntitiesConfig": [entity("US_PASSPORT_NUMBER", {})],
				"RegexesConfig": [expression(`[A-Z]{2}\d{7}`, {})],
			},
			[],
		)]),
		"applies": true,
		"violation": set(),
	},
	"captures of endpoints are another matter": {
		"input": object.union(log([find("email", 0.97)], []), {"resource": {"properties": {
			"Uses": ["capture"],
			"Users": [{"Use": "capture", "Region": "ap-northeast-1"}],
		}}}),
		"applies": false,
		"violation": set(),
	},
}

log(finds, guardrails) := {
	"resource": {
		"properties": {
			"Uses": ["invocation_logs"],
			"Users": [{"Use": "invocation_logs", "Region": "ap-northeast-1"}],
		},
		"runtime": {"Found": finds},
	},
	"refs": {"guardrails": guardrails},
	"params": {"pii": {
		"kept_types": ["email", "my_number", "passport", "pension_number"],
		"kept_confidence": 0.75,
	}},
}

guardrail(policy, versions) := {
	"id": "arn:aws:bedrock:ap-northeast-1:111122223333:guardrail/chat",
	"region": "ap-northeast-1",
	"properties": {"Name": "chat", "SensitiveInformationPolicyConfig": policy},
	"runtime": {"Versions": versions},
}

entity(type, facts) := object.union({"Type": type, "Action": "ANONYMIZE"}, facts)

expression(pattern, facts) := object.union({"Name": "own", "Pattern": pattern, "Action": "BLOCK"}, facts)

find(type, confidence) := {"Type": type, "Count": 1, "Objects": 1, "Confidence": confidence}

none(type, index) := {
	"code": "no_guardrail",
	"args": {"type": type, "region": "ap-northeast-1"},
	"evidence": array.concat(proofs(index), ["/refs/guardrails"]),
}

draft(type, index, place) := {
	"code": "uncovered",
	"args": {"type": type, "guardrail": "chat", "version": "DRAFT"},
	"evidence": array.concat(proofs(index), [
		at(place, "region"),
		at(place, "properties/SensitiveInformationPolicyConfig"),
	]),
}

version(type, index, place) := {
	"code": "uncovered",
	"args": {"type": type, "guardrail": "chat", "version": "1"},
	"evidence": array.concat(proofs(index), [
		at(place, "region"),
		at(place, "runtime/Versions/0/SensitiveInformationPolicyConfig"),
	]),
}

proofs(index) := [
	concat("/", ["/resource/runtime/Found", format_int(index, 10)]),
	"/resource/properties/Users/0",
	"/params/pii/kept_types",
	"/params/pii/kept_confidence",
]

at(place, member) := concat("/", ["/refs/guardrails", format_int(place, 10), member])
