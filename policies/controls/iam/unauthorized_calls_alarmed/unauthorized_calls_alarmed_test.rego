package controls.iam.unauthorized_calls_alarmed_test

import data.controls.iam.unauthorized_calls_alarmed as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"both kinds of refusal pass": {
		"input": account(true, [
			[term("$.errorCode", "=", "*UnauthorizedOperation")],
			[term("$.errorCode", "=", "AccessDenied*"), term("$.eventName", "!=", "HeadBucket")],
		]),
		"violation": set(),
	},
	"one kind alone misses the other": {"input": account(true, [[term("$.errorCode", "=", "AccessDenied*")]]), "violation": {unheard("Client.UnauthorizedOperation")}},
	"refusals of one call alone are not all": {
		"input": account(true, [[
			term("$.errorCode", "=", "*"),
			term("$.eventName", "=", "ConsoleLogin"),
		]]),
		"violation": {unheard("AccessDenied, AccessDeniedException, Client.UnauthorizedOperation")},
	},
	"a trail of one region is not enough": {"input": account(false, [[]]), "violation": {unheard("AccessDenied, AccessDeniedException, Client.UnauthorizedOperation")}},
	"no filter fails": {"input": account(true, []), "violation": {unheard("AccessDenied, AccessDeniedException, Client.UnauthorizedOperation")}},
}

account(multi_region, alternatives) := {
	"resource": {"region": "global"},
	"refs": {
		"trails": [{
			"properties": {
				"IsLogging": true,
				"IsMultiRegionTrail": multi_region,
				"IncludeGlobalServiceEvents": true,
				"CloudWatchLogsLogGroupArn": "group",
			},
			"runtime": {},
		}],
		"trailLogGroups": {"group": {"region": "ap-northeast-1", "properties": {"LogGroupName": "trail"}}},
		"metricFilters": [{
			"region": "ap-northeast-1",
			"properties": {
				"LogGroupName": "trail",
				"MetricTransformations": [{"MetricName": "changes", "MetricNamespace": "audit", "MetricValue": "1"}],
			},
			"runtime": {"Alternatives": alternatives},
		}],
		"alarms": [{
			"region": "ap-northeast-1",
			"properties": {
				"ActionsEnabled": true,
				"AlarmActions": ["arn:aws:sns:ap-northeast-1:123456789012:on-call"],
				"MetricName": "changes",
				"ComparisonOperator": "GreaterThanOrEqualToThreshold",
				"Threshold": 10,
				"EvaluationPeriods": 1,
			},
			"runtime": {"Metrics": [{"MetricName": "changes", "Namespace": "audit"}]},
		}],
	},
}

term(selector, operator, value) := {"Selector": selector, "Operator": operator, "Value": value}

unheard(events) := {
	"code": "unheard",
	"args": {"events": events},
	"evidence": ["/refs/trails", "/refs/trailLogGroups", "/refs/metricFilters", "/refs/alarms"],
}
