package controls.bedrock.agent_action_confirmation_test

import data.controls.bedrock.agent_action_confirmation as control

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
	"confirmed, or only reading, passes": {
		"input": group(
			{"functionSchema": {"functions": [
				{"name": "cancelOrder", "requireConfirmation": "ENABLED"},
				{"name": "GetOrder", "requireConfirmation": "DISABLED"},
			]}},
			[],
		),
		"applies": true,
		"violation": set(),
	},
	"a function that acts unasked fails": {
		"input": group(
			{"functionSchema": {"functions": [
				{"name": "getOrder"},
				{"name": "cancelOrder", "requireConfirmation": "DISABLED"},
			]}},
			[],
		),
		"applies": true,
		"violation": {function("cancelOrder", "1")},
	},
	"nothing said means that nobody is asked": {
		"input": group({"functionSchema": {"functions": [{"name": "cancelOrder"}]}}, []),
		"applies": true,
		"violation": {function("cancelOrder", "0")},
	},
	"an application that gets control back is asked": {
		"input": group(
			{
				"actionGroupExecutor": {"customControl": "RETURN_CONTROL"},
				"functionSchema": {"functions": [{"name": "cancelOrder"}]},
			},
			[{"method": "post", "path": "/orders", "operationId": "createOrder"}],
		),
		"applies": true,
		"violation": set(),
	},
	"operations of an OpenAPI schema": {
		"input": group({}, [
			{"method": "get", "path": "/orders", "operationId": "orders"},
			{"method": "post", "path": "/orders", "operationId": "createOrder", "requireConfirmation": "ENABLED"},
			{"method": "post", "path": "/orders/search", "operationId": "searchOrders"},
			{"method": "delete", "path": "/orders/{id}", "operationId": "deleteOrder"},
		]),
		"applies": true,
		"violation": {{
			"code": "operation",
			"args": {"operation": "deleteOrder"},
			"evidence": [
				"/resource/runtime/Operations/3",
				"/resource/properties/actionGroupExecutor",
				"/params/bedrock/unconfirmed_functions",
			],
		}},
	},
	"a disabled group is not judged": {
		"input": group({"actionGroupState": "DISABLED"}, []),
		"applies": false,
		"violation": set(),
	},
	"AWS's own groups are not judged": {
		"input": group({"parentActionSignature": "AMAZON.UserInput"}, []),
		"applies": false,
		"violation": set(),
	},
}

function(name, index) := {
	"code": "function",
	"args": {"function": name},
	"evidence": [
		concat("/", ["/resource/properties/functionSchema/functions", index]),
		"/resource/properties/actionGroupExecutor",
		"/params/bedrock/unconfirmed_functions",
	],
}

group(properties, operations) := {
	"resource": {
		"properties": object.union(
			{
				"actionGroupState": "ENABLED",
				"actionGroupExecutor": {"lambda": "arn:aws:lambda:ap-northeast-1:123456789012:function:orders"},
			},
			properties,
		),
		"runtime": {"Operations": operations},
	},
	"params": {"bedrock": {"unconfirmed_functions": ["get*", "search*"]}},
}
