package controls.opensearch.domain_audit_logs_test

import data.controls.opensearch.domain_audit_logs as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"published audit logs pass": {
		"input": domain({"AUDIT_LOGS": {"Enabled": true, "CloudWatchLogsLogGroupArn": "arn"}}),
		"violation": set(),
	},
	"other logs are none": {
		"input": domain({"INDEX_SLOW_LOGS": {"Enabled": true}}),
		"violation": off,
	},
	"logs that are switched off fail": {
		"input": domain({"AUDIT_LOGS": {"Enabled": false}}),
		"violation": off,
	},
	"no logs is AWS's default": {
		"input": {"resource": {"properties": {}}},
		"violation": off,
	},
}

domain(options) := {"resource": {"properties": {"LogPublishingOptions": options}}}

off := {{"code": "off", "evidence": ["/resource/properties/LogPublishingOptions/AUDIT_LOGS"]}}
