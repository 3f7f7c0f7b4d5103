package controls.bedrock.agent_memory_retention_test

import data.controls.bedrock.agent_memory_retention as control

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
	"no memory passes": {"input": alias("ALIAS12345", {}, 7), "applies": true, "violation": set()},
	"memory of which no kind is enabled passes": {
		"input": alias("ALIAS12345", {"memoryConfiguration": {"enabledMemoryTypes": [], "storageDays": 365}}, 7),
		"applies": true,
		"violation": set(),
	},
	"a short memory passes": {"input": alias("ALIAS12345", memory(7), 7), "applies": true, "violation": set()},
	"a long memory fails": {"input": alias("ALIAS12345", memory(8), 7), "applies": true, "violation": {too_long("8")}},
	"the default is 30 days": {
		"input": alias("ALIAS12345", {"memoryConfiguration": {"enabledMemoryTypes": ["SESSION_SUMMARY"]}}, 7),
		"applies": true,
		"violation": {too_long("30")},
	},
	"a period that is no number fails": {
		"input": alias("ALIAS12345", memory("7"), 7),
		"applies": true,
		"violation": {too_long("?")},
	},
	"the test alias of AWS is not judged": {
		"input": alias("TSTALIASID", {}, 7),
		"applies": false,
		"violation": set(),
	},
}

memory(days) := {"memoryConfiguration": {"enabledMemoryTypes": ["SESSION_SUMMARY"], "storageDays": days}}

too_long(days) := {
	"code": "too_long",
	"args": {"days": days, "version": "AGENT12345/4"},
	"evidence": [
		"/refs/versions/AGENT12345~14/properties/memoryConfiguration",
		"/params/bedrock/memory_days",
	],
}

alias(id, properties, days) := {
	"resource": {"properties": {}, "runtime": {"AgentAliasId": id}},
	"refs": {"versions": {"AGENT12345/4": {"properties": properties}}},
	"params": {"bedrock": {"memory_days": days}},
}
