package controls.bedrock.agent_alias_guardrail_test

import data.controls.bedrock.agent_alias_guardrail as control

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
	"a version with a published guardrail passes": {
		"input": alias([name], {name: version({"guardrailIdentifier": "gr1", "guardrailVersion": "3"})}),
		"applies": true,
		"violation": set(),
	},
	"a version without guardrail fails, whatever the draft has": {
		"input": alias([name], {name: {"properties": {"agentId": "AGENT12345"}}}),
		"applies": true,
		"violation": {{
			"code": "unguarded",
			"args": {"version": name},
			"evidence": ["/refs/versions/AGENT12345~14/properties/guardrailConfiguration/guardrailIdentifier"],
		}},
	},
	"a guardrail draft fails": {
		"input": alias([name], {name: version({"guardrailIdentifier": "gr1", "guardrailVersion": "DRAFT"})}),
		"applies": true,
		"violation": {{
			"code": "unpinned",
			"args": {"version": name, "guardrail": "DRAFT"},
			"evidence": ["/refs/versions/AGENT12345~14/properties/guardrailConfiguration"],
		}},
	},
	"a guardrail without version fails": {
		"input": alias([name], {name: version({"guardrailIdentifier": "gr1"})}),
		"applies": true,
		"violation": {{
			"code": "unpinned",
			"args": {"version": name, "guardrail": "none"},
			"evidence": ["/refs/versions/AGENT12345~14/properties/guardrailConfiguration"],
		}},
	},
	"a version that is gone fails": {
		"input": alias([name], {}),
		"applies": true,
		"violation": {{
			"code": "version_gone",
			"args": {"version": name},
			"evidence": ["/resource/runtime/RoutedVersions/0", "/refs/versions/AGENT12345~14"],
		}},
	},
	"an alias that routes nowhere fails": {
		"input": alias([], {}),
		"applies": true,
		"violation": {{"code": "not_routed", "evidence": ["/resource/runtime/RoutedVersions"]}},
	},
	"the test alias of AWS is not judged": {
		"input": {
			"resource": {"properties": {}, "runtime": {
				"AgentAliasId": "TSTALIASID",
				"RoutedVersions": ["AGENT12345/DRAFT"],
			}},
			"refs": {"versions": {"AGENT12345/DRAFT": version({"guardrailIdentifier": "gr1", "guardrailVersion": "1"})}},
		},
		"applies": false,
		"violation": set(),
	},
}

name := "AGENT12345/4"

alias(routed, versions) := {
	"resource": {"properties": {"AgentAliasName": "live"}, "runtime": {
		"AgentAliasId": "ALIAS12345",
		"RoutedVersions": routed,
	}},
	"refs": {"versions": versions},
}

version(guardrail) := {"properties": {"agentId": "AGENT12345", "guardrailConfiguration": guardrail}}
