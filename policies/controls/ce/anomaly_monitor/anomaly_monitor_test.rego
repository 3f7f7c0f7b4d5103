package controls.ce.anomaly_monitor_test

import data.controls.ce.anomaly_monitor as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"a monitor of all services with a confirmed subscriber passes": {
		"input": account("SERVICE", [subscription("monitor", [{"Type": "EMAIL", "Status": "CONFIRMED"}])]),
		"violation": set(),
	},
	"an SNS topic of which no status is told passes": {
		"input": account("SERVICE", [subscription("monitor", [{"Type": "SNS"}])]),
		"violation": set(),
	},
	"a subscriber who declined hears nothing": {
		"input": account("SERVICE", [subscription("monitor", [{"Type": "EMAIL", "Status": "DECLINED"}])]),
		"violation": {untold},
	},
	"one of several demands within the limit is enough, and a percentage is no limit": {
		"input": account("SERVICE", [demanding([{"Absolute": 5000}, {"Absolute": 100, "Percentage": 40}])]),
		"violation": set(),
	},
	"a threshold in percent alone passes": {
		"input": account("SERVICE", [demanding([{"Percentage": 40}])]),
		"violation": set(),
	},
	"a threshold that nothing reaches tells nobody": {
		"input": account("SERVICE", [demanding([{"Absolute": 1000000, "Percentage": 1}])]),
		"violation": {{
			"code": "too_late",
			"args": {"allowed": "1000"},
			"evidence": ["/refs/anomalyMonitors", "/refs/anomalySubscriptions", "/params/cost/anomaly_impact_usd"],
		}},
	},
	"a subscription to another monitor is none": {
		"input": account("SERVICE", [subscription("other", [{"Type": "SNS"}])]),
		"violation": {untold},
	},
	"no subscription fails": {"input": account("SERVICE", []), "violation": {untold}},
	"a monitor of accounts is not one of services": {
		"input": account("LINKED_ACCOUNT", [subscription("monitor", [{"Type": "SNS"}])]),
		"violation": {{"code": "none", "evidence": ["/refs/anomalyMonitors"]}},
	},
}

account(dimension, subscriptions) := {
	"refs": {
		"anomalyMonitors": [{
			"id": "monitor",
			"properties": {"MonitorType": "DIMENSIONAL", "MonitorDimension": dimension},
		}],
		"anomalySubscriptions": subscriptions,
	},
	"params": {"cost": {"anomaly_impact_usd": 1000}},
}

subscription(monitor, subscribers) := {
	"properties": {"MonitorArnList": [monitor], "Subscribers": subscribers},
	"runtime": {"Demands": [{"Absolute": 1000}]},
}

demanding(demands) := object.union(subscription("monitor", [{"Type": "SNS"}]), {"runtime": {"Demands": demands}})

untold := {"code": "untold", "evidence": ["/refs/anomalyMonitors", "/refs/anomalySubscriptions"]}
