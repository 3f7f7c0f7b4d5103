package lib.watch_test

import data.lib.watch

call := watch.calls("kms", {"DisableKey"}).DisableKey

test_a_call_is_known_by_source_and_name if {
	call == {"$.eventSource": "kms.amazonaws.com", "$.eventName": "DisableKey"}
}

test_a_filter_lets_through_what_all_of_its_terms_hold_for if {
	through := {name |
		some name, terms in {
			"name": [holding("$.eventName", "DisableKey")],
			"name and source": [holding("$.eventName", "Disable*"), holding("$.eventSource", "kms.amazonaws.com")],
			"word": [{"Word": "DisableKey"}],
			"not there": [{"Selector": "$.errorCode", "Operator": "NOT EXISTS"}],
			"not another": [{"Selector": "$.eventName", "Operator": "!=", "Value": "EnableKey"}],
			"everything": [],
			"another name": [holding("$.eventName", "EnableKey")],
			"not this one": [{"Selector": "$.eventName", "Operator": "!=", "Value": "DisableKey"}],
			"there": [{"Selector": "$.eventName", "Operator": "NOT EXISTS"}],
			"a field of which nothing is known": [holding("$.userIdentity.userName", "*")],
			"unlike a field of which nothing is known": [{"Selector": "$.sourceIPAddress", "Operator": "!=", "Value": "a"}],
			"brackets": [holding("$.eventName", "[DE]isableKey")],
			"also another word": [{"Word": "DisableKey"}, {"Word": "Root"}],
			"number": [{"Selector": "$.eventName", "Operator": ">", "Value": "1"}],
		}
		watch.lets_through({"runtime": {"Alternatives": [terms]}}, call)
	}
	through == {"name", "name and source", "word", "not there", "not another", "everything"}
}

holding(selector, value) := {"Selector": selector, "Operator": "=", "Value": value}

# Each link of the chain, broken once.
test_every_link_must_hold if {
	watch.is_alarmed([trail], call, "once") with input as chain
	alarmed := {name |
		some name, broken in {
			"no delivery to the group": {"trail": {"runtime": {"LatestCloudWatchLogsDeliveryError": "AccessDenied"}}},
			"no such group": {"trail": {"properties": {"CloudWatchLogsLogGroupArn": "gone"}}},
			"filter of another group": {"filter": {"properties": {"LogGroupName": "other"}}},
			"filter of another region": {"filter": {"region": "us-east-1"}},
			"filter of another event": {"filter": {"runtime": {"Alternatives": [[{"Word": "EnableKey"}]]}}},
			"alarm of another metric": {"alarm": {"runtime": {"Metrics": [{"MetricName": "x", "Namespace": "audit"}]}}},
			"alarm of another region": {"alarm": {"region": "us-east-1"}},
			"alarm that was silenced": {"alarm": {"properties": {"ActionsEnabled": false}}},
			"alarm that tells nobody": {"alarm": {"properties": {"AlarmActions": []}}},
			"alarm at the tenth event": {"alarm": {"properties": {"Threshold": 10}}},
			"alarm above the first event": {"alarm": {"properties": {"ComparisonOperator": "GreaterThanThreshold"}}},
			"alarm when there are none": {"alarm": {"properties": {"ComparisonOperator": "LessThanThreshold"}}},
			"alarm in the third period": {"alarm": {"properties": {
				"EvaluationPeriods": 3,
				"TreatMissingData": "notBreaching",
			}}},
			"filter that counts nothing": {"filter": {"properties": {"MetricTransformations": [{
				"MetricName": "changes",
				"MetricNamespace": "audit",
				"MetricValue": "0",
			}]}}},
			"alarm that starts a machine": {"alarm": {"properties": {"AlarmActions": ["arn:aws:automate:x:ec2:reboot"]}}},
		}
		watch.is_alarmed([object.union(trail, object.get(broken, "trail", {}))], call, "once") with input as {"refs": {
			"trailLogGroups": chain.refs.trailLogGroups,
			"metricFilters": [object.union(chain.refs.metricFilters[0], object.get(broken, "filter", {}))],
			"alarms": [object.union(chain.refs.alarms[0], object.get(broken, "alarm", {}))],
		}}
	}
	alarmed == set()
}

trail := {"properties": {"CloudWatchLogsLogGroupArn": "group"}, "runtime": {}}

chain := {"refs": {
	"trailLogGroups": {"group": {"region": "ap-northeast-1", "properties": {"LogGroupName": "trail"}}},
	"metricFilters": [{
		"region": "ap-northeast-1",
		"properties": {
			"LogGroupName": "trail",
			"MetricTransformations": [{"MetricName": "changes", "MetricNamespace": "audit", "MetricValue": "1"}],
		},
		"runtime": {"Alternatives": [[{"Word": "DisableKey"}]]},
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
}}

test_one_event_is_enough_for_other_alarms_too if {
	every properties in [
		{"ComparisonOperator": "GreaterThanThreshold", "Threshold": 0},
		{"EvaluationPeriods": 3, "DatapointsToAlarm": 1, "TreatMissingData": "notBreaching"},
		{"EvaluationPeriods": 3, "TreatMissingData": "breaching"},
	] {
		watch.is_alarmed([trail], call, "once") with input as alarmed_by(properties)
	}
}

test_what_comes_often_may_wait_for_the_tenth if {
	late := alarmed_by({"Threshold": 10})
	watch.unheard([trail], [], {"call": call}) == "call" with input as late
	watch.unheard_often([trail], {"call": call}) == "" with input as late
}

# Nobody judges what metric math makes of the events.
test_an_alarm_of_metric_math_counts if {
	alarm := {
		"region": "ap-northeast-1",
		"properties": {
			"ActionsEnabled": true,
			"AlarmActions": ["arn:aws:sns:ap-northeast-1:123456789012:on-call"],
			"Threshold": 10,
		},
		"runtime": {"Metrics": [{"MetricName": "changes", "Namespace": "audit"}]},
	}
	watch.is_alarmed([trail], call, "once") with input as object.union(chain, {"refs": {"alarms": [alarm]}})
}

alarmed_by(properties) := object.union(chain, {"refs": {"alarms": [object.union(
	chain.refs.alarms[0],
	{"properties": properties},
)]}})
