package controls.bedrock.model_lifecycle_test

import data.controls.bedrock.model_lifecycle as control

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
	"an active model passes, and so does one behind a profile": {
		"input": alias("ALIAS12345", "jp.x", {"x": {"properties": {"modelLifecycle": {"status": "ACTIVE"}}}}),
		"applies": true,
		"violation": set(),
	},
	"a legacy model fails": {
		"input": alias("ALIAS12345", "anthropic.claude-v2", {"anthropic.claude-v2": {"properties": {"modelLifecycle": {"status": "LEGACY"}}}}),
		"applies": true,
		"violation": {{
			"code": "legacy",
			"args": {"model": "anthropic.claude-v2", "status": "LEGACY"},
			"evidence": ["/refs/models/anthropic.claude-v2/properties/modelLifecycle/status"],
		}},
	},
	"a model that is gone fails": {
		"input": alias("ALIAS12345", "anthropic.claude-v1", {}),
		"applies": true,
		"violation": {{
			"code": "retired",
			"args": {"model": "anthropic.claude-v1", "version": "AGENT12345/4"},
			"evidence": ["/refs/versions/AGENT12345~14/properties/foundationModel", "/refs/models/anthropic.claude-v1"],
		}},
	},
	"a model of the account is none of AWS's": {
		"input": alias("ALIAS12345", "arn:aws:bedrock:ap-northeast-1:123456789012:provisioned-model/p1", {}),
		"applies": true,
		"violation": set(),
	},
	"the test alias of AWS is not judged": {
		"input": alias("TSTALIASID", "jp.x", {}),
		"applies": false,
		"violation": set(),
	},
}

alias(id, word, models) := {
	"resource": {"properties": {}, "runtime": {"AgentAliasId": id}},
	"refs": {
		"versions": {"AGENT12345/4": {"properties": {"foundationModel": word}}},
		"models": models,
	},
}
