package controls.stepfunctions.state_machine_log_payload_test

import data.controls.stepfunctions.state_machine_log_payload as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"logs without data pass": {
		"input": machine({"Level": "ALL", "IncludeExecutionData": false}),
		"violation": set(),
	},
	"where nothing is logged, no data are": {
		"input": machine({"Level": "OFF", "IncludeExecutionData": true}),
		"violation": set(),
	},
	"logs with data fail": {
		"input": machine({"Level": "ERROR", "IncludeExecutionData": true}),
		"violation": {{
			"code": "payload",
			"evidence": [
				"/resource/properties/LoggingConfiguration/IncludeExecutionData",
				"/resource/properties/LoggingConfiguration/Level",
			],
		}},
	},
	"no logs is AWS's default": {
		"input": {"resource": {"properties": {}}},
		"violation": set(),
	},
}

machine(logging) := {"resource": {"properties": {"LoggingConfiguration": logging}}}
