package controls.bedrock.flow_prompt_version_pinned_test

import data.controls.bedrock.flow_prompt_version_pinned as control

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
	"a prompt with its version passes, and so does one in the node itself": {
		"input": alias("ALIAS12345", [prompt(concat(":", [arn, "2"])), {"name": "Inline", "configuration": {"prompt": {}}}]),
		"applies": true,
		"violation": set(),
	},
	"a prompt without version, or by its draft, fails": {
		"input": alias("ALIAS12345", [prompt(arn), prompt(concat(":", [arn, "DRAFT"]))]),
		"applies": true,
		"violation": {unpinned(arn, "0"), unpinned(concat(":", [arn, "DRAFT"]), "1")},
	},
	"the test alias of AWS is not judged": {
		"input": alias("TSTALIASID", []),
		"applies": false,
		"violation": set(),
	},
}

arn := "arn:aws:bedrock:ap-northeast-1:123456789012:prompt/PROMPT1234"

prompt(named) := {"name": "Draft", "configuration": {"prompt": {"sourceConfiguration": {"resource": {"promptArn": named}}}}}

unpinned(named, index) := {
	"code": "unpinned",
	"args": {"node": "Draft", "prompt": named, "version": "FLOW/2"},
	"evidence": [concat("/", ["/refs/versions/FLOW~12/runtime/Nodes", index])],
}

alias(id, nodes) := {
	"resource": {"properties": {}, "runtime": {"FlowAliasId": id}},
	"refs": {"versions": {"FLOW/2": {"runtime": {"Nodes": nodes}}}},
}
