package controls.bedrock.provisioned_throughput_used_test

import data.controls.bedrock.provisioned_throughput_used as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

test_satisfied[name] if {
	some name, case in cases
	control.satisfied == case.satisfied with input as case.input
}

test_applies[name] if {
	some name, case in applicability
	[true | control.applies with input as case.input] == case.applies
}

cases := {
	"one call passes": {
		"input": capacity(30, [call({"modelId": "anthropic.claude"}), call({"modelId": arn})]),
		"violation": set(),
		"satisfied": {"/refs/invocations/1"},
	},
	"none fails, and nor do calls of others or calls that were refused count": {
		"input": capacity(30, [
			call({"modelId": "anthropic.claude"}),
			call({"modelId": arn, "errorCode": "AccessDenied"}),
		]),
		"violation": {{
			"code": "unused",
			"evidence": ["/resource/id", "/refs/invocations", "/resource/runtime/creationTime", "/now"],
		}},
		"satisfied": set(),
	},
	"what was bought today may have to wait for its first call": {
		"input": capacity(1, []),
		"violation": set(),
		"satisfied": set(),
	},
}

applicability := {
	"capacity in service is judged": {"input": capacity(30, []), "applies": [true]},
	"what is being made is not": {"input": {"resource": {"runtime": {"status": "Creating"}}}, "applies": []},
}

arn := "arn:aws:bedrock:ap-northeast-1:123456789012:provisioned-model/abc"

call(properties) := {"properties": properties}

capacity(days, invocations) := {
	"resource": {
		"id": arn,
		"runtime": {"status": "InService", "creationTime": 1000000000000 - (days * 86400000)},
	},
	"refs": {"invocations": invocations},
	"now": 1000000000000,
}
