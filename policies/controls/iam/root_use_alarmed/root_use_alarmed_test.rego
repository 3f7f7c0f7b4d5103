package controls.iam.root_use_alarmed_test

import data.controls.iam.root_use_alarmed as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"the root user by any name of event passes": {
		"input": account(true, [[
			term("$.userIdentity.type", "=", "Root"),
			term("$.userIdentity.invokedBy", "NOT EXISTS", ""),
			term("$.eventType", "!=", "AwsServiceEvent"),
		]]),
		"violation": set(),
	},
	"sign-ins alone miss the keys of the root user": {
		"input": account(true, [[
			term("$.userIdentity.type", "=", "Root"),
			term("$.eventType", "=", "AwsConsoleSignIn"),
		]]),
		"violation": {unheard("a call")},
	},
	"another user's events are not the root user's": {"input": account(true, [[term("$.userIdentity.type", "=", "IAMUser")]]), "violation": {unheard("a call, a sign-in")}},
	"a trail of one region is not enough": {"input": account(false, [[term("$.userIdentity.type", "=", "Root")]]), "violation": {unheard("a call, a sign-in")}},
	"no filter fails": {"input": account(true, []), "violation": {unheard("a call, a sign-in")}},
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
				"Threshold": 1,
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
