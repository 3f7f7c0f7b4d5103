package controls.bedrock.agent_tool_confined_test

import data.controls.bedrock.agent_tool_confined as control

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
	"the account's own agents pass": {
		"input": group({}, {}, functions([
			{"Statement": [bedrock({"ArnLike": {"aws:SourceArn": ["arn:aws:bedrock:ap-northeast-1:123456789012:agent/A"]}})]},
			{"Qualifier": "live", "Statement": [bedrock({})]},
		])),
		"applies": true,
		"violation": set(),
	},
	"no condition fails": {
		"input": group({}, {}, functions([{"Statement": [
			bedrock({"StringEquals": {"aws:SourceAccount": ["123456789012"]}}),
			bedrock({}),
		]}])),
		"applies": true,
		"violation": {unscoped(0, "1")},
	},
	"agents of another account fail": {
		"input": group({}, {}, functions([{"Statement": [
			bedrock({"ArnLike": {"aws:SourceArn": ["arn:aws:bedrock:*:999988887777:agent/*"]}}),
		]}])),
		"applies": true,
		"violation": {{
			"code": "foreign",
			"args": {"account": "999988887777", "function": arn, "statement": "0"},
			"evidence": [
				"/resource/runtime/FunctionArn",
				"/resource/runtime/Qualifier",
				concat("/", ["/refs/functions", arn, "runtime/Policies/0"]),
				"/resource/account",
				"/params/iam/trusted_accounts",
			],
		}},
	},
	"the alias that the agent calls is judged by its own policy": {
		"input": group({}, {"Qualifier": "live"}, functions([
			{"Statement": [bedrock({})]},
			{"Qualifier": "live", "Statement": [bedrock({"ArnLike": {"aws:SourceArn": ["arn:aws:bedrock:*:*:agent/*"]}})]},
		])),
		"applies": true,
		"violation": {unscoped(1, "0")},
	},
	"a function that does not exist fails": {
		"input": group({}, {}, {}),
		"applies": true,
		"violation": {{
			"code": "dangling",
			"args": {"function": arn},
			"evidence": ["/resource/runtime/FunctionArn", concat("/", ["/refs/functions", arn])],
		}},
	},
	"a disabled group calls nothing": {
		"input": group({"actionGroupState": "DISABLED"}, {}, functions([])),
		"applies": false,
		"violation": set(),
	},
	"a group that returns control has no function": {
		"input": {"resource": {"properties": {}, "runtime": {}}, "refs": {"functions": {}}},
		"applies": false,
		"violation": set(),
	},
}

arn := "arn:aws:lambda:ap-northeast-1:123456789012:function:orders"

group(properties, runtime, joined) := {
	"resource": {
		"account": "123456789012",
		"properties": properties,
		"runtime": object.union({"FunctionArn": arn}, runtime),
	},
	"refs": {"functions": joined},
	"params": {"iam": {"trusted_accounts": []}},
}

functions(policies) := {arn: {"properties": {}, "runtime": {"Policies": policies}}}

bedrock(condition) := {
	"Effect": "Allow",
	"Principal": {"Service": ["bedrock.amazonaws.com"]},
	"Action": ["lambda:InvokeFunction"],
	"Resource": [arn],
	"Condition": condition,
}

unscoped(index, statement) := {
	"code": "unscoped",
	"args": {"function": arn, "statement": statement},
	"evidence": [
		"/resource/runtime/FunctionArn",
		"/resource/runtime/Qualifier",
		concat("/", ["/refs/functions", arn, "runtime/Policies", format_int(index, 10)]),
	],
}
