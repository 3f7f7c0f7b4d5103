package controls.bedrock.alias_rollback_target_test

import data.controls.bedrock.alias_rollback_target as control

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
	"an older version passes": {
		"input": alias("ALIAS12345", [version("CHAT", "1"), version("CHAT", "2"), version("CHAT", "DRAFT")]),
		"applies": true,
		"violation": set(),
	},
	"the draft and other agents' versions are none": {
		"input": alias("ALIAS12345", [version("CHAT", "2"), version("CHAT", "DRAFT"), version("OPS", "1")]),
		"applies": true,
		"violation": {none},
	},
	"the test alias of AWS is not judged": {
		"input": alias("TSTALIASID", [version("CHAT", "DRAFT")]),
		"applies": false,
		"violation": {none},
	},
}

none := {
	"code": "none",
	"evidence": [
		"/resource/properties/AgentId",
		"/resource/properties/RoutingConfiguration",
		"/refs/agentVersions",
	],
}

alias(id, versions) := {
	"resource": {
		"properties": {"AgentId": "CHAT", "RoutingConfiguration": [{"AgentVersion": "2"}]},
		"runtime": {"AgentAliasId": id},
	},
	"refs": {"agentVersions": versions},
}

version(agent, number) := {"properties": {"agentId": agent, "version": number}}
