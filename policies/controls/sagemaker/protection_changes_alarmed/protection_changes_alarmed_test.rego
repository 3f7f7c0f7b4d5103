package controls.sagemaker.protection_changes_alarmed_test

import data.controls.sagemaker.protection_changes_alarmed as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

test_satisfied[name] if {
	some name, case in cases
	control.satisfied == case.satisfied with input as case.input
}

cases := {
	"a rule for all of them passes": {
		"input": region([rule(names)], []),
		"violation": set(),
		"satisfied": {"/refs/eventRules/0"},
	},
	"a metric filter with an alarm passes": {
		"input": region([], [{"Selector": "$.eventName", "Operator": "=", "Value": name} | some name in names]),
		"violation": set(),
		"satisfied": set(),
	},
	"what neither names nobody hears of": {
		"input": region([rule(array.slice(names, 0, 1))], []),
		"violation": {unheard("DeleteMonitoringSchedule, StopMonitoringSchedule")},
		"satisfied": set(),
	},
	"nothing at all fails": {
		"input": region([], []),
		"violation": {unheard("DeleteModelPackage, DeleteMonitoringSchedule, StopMonitoringSchedule")},
		"satisfied": set(),
	},
}

names := ["DeleteModelPackage", "DeleteMonitoringSchedule", "StopMonitoringSchedule"]

region(rules, terms) := {
	"resource": {"region": "ap-northeast-1"},
	"refs": {
		"eventRules": rules,
		"trails": [{
			"properties": {"IsLogging": true, "IsMultiRegionTrail": true, "CloudWatchLogsLogGroupArn": "group"},
			"runtime": {},
		}],
		"trailLogGroups": {"group": {"region": "ap-northeast-1", "properties": {"LogGroupName": "trail"}}},
		"metricFilters": [{
			"region": "ap-northeast-1",
			"properties": {
				"LogGroupName": "trail",
				"MetricTransformations": [{"MetricName": "changes", "MetricNamespace": "audit", "MetricValue": "1"}],
			},
			"runtime": {"Alternatives": [[term] | some term in terms]},
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

rule(events) := {"properties": {
	"State": "ENABLED",
	"Targets": [{"Id": "1", "Arn": "arn:aws:sns:ap-northeast-1:123456789012:on-call"}],
	"EventPattern": {
		"source": ["aws.sagemaker"],
		"detail-type": ["AWS API Call via CloudTrail"],
		"detail": {"eventSource": ["sagemaker.amazonaws.com"], "eventName": events},
	},
}}

unheard(events) := {
	"code": "unheard",
	"args": {"events": events},
	"evidence": ["/refs/eventRules", "/refs/trails", "/refs/trailLogGroups", "/refs/metricFilters", "/refs/alarms"],
}
