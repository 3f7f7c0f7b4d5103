package controls.bedrock.flow_alias_not_draft_test

import data.controls.bedrock.flow_alias_not_draft as control

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
	"a numbered version passes": {
		"input": alias("ALIAS12345", [{"FlowVersion": "3"}]),
		"applies": true,
		"violation": set(),
	},
	"the draft fails": {
		"input": alias("ALIAS12345", [{"FlowVersion": "DRAFT"}]),
		"applies": true,
		"violation": {{"code": "draft", "evidence": ["/resource/properties/RoutingConfiguration/0"]}},
	},
	"the test alias of AWS is not judged": {
		"input": alias("TSTALIASID", [{"FlowVersion": "DRAFT"}]),
		"applies": false,
		"violation": {{"code": "draft", "evidence": ["/resource/properties/RoutingConfiguration/0"]}},
	},
}

alias(id, routes) := {"resource": {
	"properties": {"RoutingConfiguration": routes},
	"runtime": {"FlowAliasId": id},
}}
