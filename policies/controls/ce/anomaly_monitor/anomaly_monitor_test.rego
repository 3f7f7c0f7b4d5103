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

account(dimension, subscriptions) := {"refs": {
	"anomalyMonitors": [{
		"id": "monitor",
		"properties": {"MonitorType": "DIMENSIONAL", "MonitorDimension": dimension},
	}],
	"anomalySubscriptions": subscriptions,
}}

subscription(monitor, subscribers) := {"properties": {"MonitorArnList": [monitor], "Subscribers": subscribers}}

untold := {"code": "untold", "evidence": ["/refs/anomalyMonitors", "/refs/anomalySubscriptions"]}
