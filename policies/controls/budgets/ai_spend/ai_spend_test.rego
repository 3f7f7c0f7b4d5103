package controls.budgets.ai_spend_test

import data.controls.budgets.ai_spend as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"a budget of both with a notification passes": {
		"input": account([budget({"CostFilters": {"Service": both}}, 1)]),
		"violation": set(),
	},
	"two budgets pass": {
		"input": account([
			budget({"CostFilters": {"Service": ["Amazon Bedrock"]}}, 1),
			budget({"FilterExpression": services(["Amazon SageMaker"])}, 2),
		]),
		"violation": set(),
	},
	"alternatives of an expression pass": {
		"input": account([budget(
			{"FilterExpression": {"Or": [
				services(["Amazon Bedrock"]),
				services(["Amazon SageMaker"]),
			]}},
			1,
		)]),
		"violation": set(),
	},
	"no budget fails for each": {
		"input": account([]),
		"violation": {none("Amazon Bedrock"), none("Amazon SageMaker")},
	},
	"one that tells nobody is none": {
		"input": account([
			budget({"CostFilters": {"Service": ["Amazon SageMaker"]}}, 1),
			budget({"CostFilters": {"Service": ["Amazon Bedrock"]}}, 0),
		]),
		"violation": {none("Amazon Bedrock")},
	},
	"in one of the whole account they drown": {
		"input": account([budget({"CostFilters": {}}, 1)]),
		"violation": {none("Amazon Bedrock"), none("Amazon SageMaker")},
	},
	"one of a single region leaves cost out": {
		"input": account([budget({"CostFilters": {"Service": both, "Region": ["us-east-1"]}}, 1)]),
		"violation": {none("Amazon Bedrock"), none("Amazon SageMaker")},
	},
	"so does one that demands more": {
		"input": account([budget({"FilterExpression": {"And": [services(both), {"Tags": {"Key": "team"}}]}}, 1)]),
		"violation": {none("Amazon Bedrock"), none("Amazon SageMaker")},
	},
	"a budget of usage is not one of cost": {
		"input": account([budget({"BudgetType": "USAGE", "CostFilters": {"Service": both}}, 1)]),
		"violation": {none("Amazon Bedrock"), none("Amazon SageMaker")},
	},
}

both := ["Amazon Bedrock", "Amazon SageMaker"]

services(names) := {"Dimensions": {"Key": "SERVICE", "Values": names}}

account(budgets) := {"refs": {"budgets": budgets}}

budget(properties, notifications) := {"properties": {
	"Budget": object.union({"BudgetName": "ai", "BudgetType": "COST"}, properties),
	"NotificationsWithSubscribers": [{"Notification": {"Threshold": n}} | some n in numbers.range(1, 2); n <= notifications],
}}

none(service) := {"code": "none", "args": {"service": service}, "evidence": ["/refs/budgets"]}
