package controls.bedrock.agent_session_ttl_test

import data.controls.bedrock.agent_session_ttl as control

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
	"a short timeout passes": {
		"input": alias("ALIAS12345", {"idleSessionTTLInSeconds": 600}),
		"applies": true,
		"violation": set(),
	},
	"a long timeout fails": {
		"input": alias("ALIAS12345", {"idleSessionTTLInSeconds": 3601}),
		"applies": true,
		"violation": {too_long("3601")},
	},
	"a timeout of which nothing is said fails": {
		"input": alias("ALIAS12345", {}),
		"applies": true,
		"violation": {too_long("?")},
	},
	"the test alias of AWS is not judged": {
		"input": alias("TSTALIASID", {"idleSessionTTLInSeconds": 600}),
		"applies": false,
		"violation": set(),
	},
}

too_long(seconds) := {
	"code": "too_long",
	"args": {"seconds": seconds, "version": "AGENT12345/4"},
	"evidence": [
		"/refs/versions/AGENT12345~14/properties/idleSessionTTLInSeconds",
		"/params/bedrock/session_ttl_seconds",
	],
}

alias(id, properties) := {
	"resource": {"properties": {}, "runtime": {"AgentAliasId": id}},
	"refs": {"versions": {"AGENT12345/4": {"properties": properties}}},
	"params": {"bedrock": {"session_ttl_seconds": 3600}},
}
