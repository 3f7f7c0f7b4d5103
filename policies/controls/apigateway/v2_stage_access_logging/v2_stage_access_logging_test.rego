package controls.apigateway.v2_stage_access_logging_test

import data.controls.apigateway.v2_stage_access_logging as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"a log group passes": {
		"input": stage({"AccessLogSettings": {"DestinationArn": "arn:aws:logs:ap-northeast-1:123456789012:log-group:chat"}}),
		"violation": set(),
	},
	"no access log is AWS's default": {
		"input": stage({}),
		"violation": {{"code": "none", "evidence": ["/resource/properties/AccessLogSettings/DestinationArn"]}},
	},
}

stage(properties) := {"resource": {"properties": properties}}
