package controls.iam.policy_changes_alarmed_test

import data.controls.iam.policy_changes_alarmed as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"a filter for all of them, with an alarm, passes": {
		"input": account(true, [[named(name)] | some name in names], []),
		"violation": set(),
	},
	"wildcards count as what they match": {
		"input": account(true, [[named("*Policy*")]], []),
		"violation": set(),
	},
	"a trail of one region has no events of IAM": {
		"input": account(false, [[named(name)] | some name in names], []),
		"violation": {unheard(concat(", ", names))},
	},
	"a rule where IAM's events arrive passes": {"input": account(true, [], [rule("us-east-1")]), "violation": set()},
	"a rule elsewhere sees none of them": {
		"input": account(true, [], [rule("ap-northeast-1")]),
		"violation": {unheard(concat(", ", names))},
	},
	"what is left out nobody hears of": {
		"input": account(true, [[named(name)] | some name in names; name != "PutRolePolicy"], []),
		"violation": {unheard("PutRolePolicy")},
	},
}

names := [
	"AttachGroupPolicy",
	"AttachRolePolicy",
	"AttachUserPolicy",
	"CreatePolicy",
	"CreatePolicyVersion",
	"DeleteGroupPolicy",
	"DeletePolicy",
	"DeletePolicyVersion",
	"DeleteRolePolicy",
	"DeleteUserPolicy",
	"DetachGroupPolicy",
	"DetachRolePolicy",
	"DetachUserPolicy",
	"PutGroupPolicy",
	"PutRolePolicy",
	"PutUserPolicy",
]

named(name) := {"Selector": "$.eventName", "Operator": "=", "Value": name}

rule(region) := {
	"region": region,
	"properties": {"State": "ENABLED", "Targets": [{"Id": "1"}], "EventPattern": {"source": ["aws.iam"]}},
}

account(multi_region, alternatives, rules) := {
	"resource": {"region": "global"},
	"refs": {
		"eventRules": rules,
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

unheard(events) := {
	"code": "unheard",
	"args": {"events": events},
	"evidence": ["/refs/eventRules", "/refs/trails", "/refs/trailLogGroups", "/refs/metricFilters", "/refs/alarms"],
}
