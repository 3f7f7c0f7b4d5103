package controls.stepfunctions.state_machine_logging_test

import data.controls.stepfunctions.state_machine_logging as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"all events in a log group pass": {
		"input": machine({"Level": "ALL", "Destinations": [group]}),
		"violation": set(),
	},
	"fatal errors alone, and to nowhere, fail": {
		"input": machine({"Level": "FATAL", "Destinations": []}),
		"violation": {level("FATAL"), destination},
	},
	"no logs is AWS's default": {
		"input": {"resource": {"properties": {}}},
		"violation": {level("OFF"), destination},
	},
}

machine(logging) := {"resource": {"properties": {"LoggingConfiguration": logging}}}

group := {"CloudWatchLogsLogGroup": {"LogGroupArn": "arn:aws:logs:ap-northeast-1:123456789012:log-group:/states:*"}}

level(name) := {
	"code": "level",
	"args": {"level": name},
	"evidence": ["/resource/properties/LoggingConfiguration/Level"],
}

destination := {"code": "destination", "evidence": ["/resource/properties/LoggingConfiguration/Destinations"]}
