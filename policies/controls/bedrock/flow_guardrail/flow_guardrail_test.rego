package controls.bedrock.flow_guardrail_test

import data.controls.bedrock.flow_guardrail as control

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
	"guarded nodes pass, and so do those that let no model answer": {
		"input": alias(["FLOW/2"], {"FLOW/2": version([
			{"name": "Draft", "type": "Prompt", "configuration": {"prompt": guarded("3")}},
			{"name": "Ask", "type": "KnowledgeBase", "configuration": {"knowledgeBase": object.union({"modelId": "m"}, guarded("1"))}},
			{"name": "Find", "type": "KnowledgeBase", "configuration": {"knowledgeBase": {"knowledgeBaseId": "KB"}}},
			{"name": "In", "type": "Input", "configuration": {}},
		])}),
		"applies": true,
		"violation": set(),
	},
	"nodes without guardrail fail": {
		"input": alias(["FLOW/2"], {"FLOW/2": version([
			{"name": "Draft", "configuration": {"prompt": {}}},
			{"name": "Ask", "configuration": {"knowledgeBase": {"modelId": "m"}}},
		])}),
		"applies": true,
		"violation": {claim("unguarded", {"node": "Draft"}, "0"), claim("unguarded", {"node": "Ask"}, "1")},
	},
	"a guardrail draft, or one without version, fails": {
		"input": alias(["FLOW/2"], {"FLOW/2": version([
			{"name": "Draft", "configuration": {"prompt": guarded("DRAFT")}},
			{"name": "Ask", "configuration": {"prompt": {"guardrailConfiguration": {"guardrailIdentifier": "gr1"}}}},
		])}),
		"applies": true,
		"violation": {
			claim("unpinned", {"node": "Draft", "guardrail": "DRAFT"}, "0"),
			claim("unpinned", {"node": "Ask", "guardrail": "none"}, "1"),
		},
	},
	"a version that is gone fails": {
		"input": alias(["FLOW/2"], {}),
		"applies": true,
		"violation": {{
			"code": "version_gone",
			"args": {"version": "FLOW/2"},
			"evidence": ["/resource/runtime/RoutedVersions/0", "/refs/versions/FLOW~12"],
		}},
	},
	"the test alias of AWS is not judged": {
		"input": {"resource": {"properties": {}, "runtime": {"FlowAliasId": "TSTALIASID", "RoutedVersions": []}}},
		"applies": false,
		"violation": set(),
	},
}

guarded(number) := {"guardrailConfiguration": {"guardrailIdentifier": "gr1", "guardrailVersion": number}}

version(nodes) := {"runtime": {"Nodes": nodes}}

claim(code, args, index) := {
	"code": code,
	"args": object.union({"version": "FLOW/2"}, args),
	"evidence": [concat("/", ["/refs/versions/FLOW~12/runtime/Nodes", index])],
}

alias(routed, versions) := {
	"resource": {"properties": {}, "runtime": {"FlowAliasId": "ALIAS12345", "RoutedVersions": routed}},
	"refs": {"versions": versions},
}
