package controls.apigateway.stage_no_data_trace_test

import data.controls.apigateway.stage_no_data_trace as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"no settings, and settings without data tracing, pass": {
		"input": stage([{"ResourcePath": "/*", "HttpMethod": "*", "DataTraceEnabled": false}, {"ResourcePath": "/chat", "HttpMethod": "GET"}]),
		"violation": set(),
	},
	"data tracing without an execution log traces nothing": {
		"input": stage([{"ResourcePath": "/*", "HttpMethod": "*", "DataTraceEnabled": true, "LoggingLevel": "OFF"}]),
		"violation": set(),
	},
	"data tracing of one method fails where all others have none": {
		"input": stage([
			{"ResourcePath": "/*", "HttpMethod": "*", "DataTraceEnabled": false},
			{"ResourcePath": "/chat", "HttpMethod": "POST", "DataTraceEnabled": true, "LoggingLevel": "ERROR"},
		]),
		"violation": {{
			"code": "traced",
			"args": {"method": "POST", "path": "/chat"},
			"evidence": ["/resource/properties/MethodSettings/1"],
		}},
	},
	"and so it does where nobody says what is logged": {
		"input": stage([{"ResourcePath": "/*", "HttpMethod": "*", "DataTraceEnabled": true}]),
		"violation": {{
			"code": "traced",
			"args": {"method": "*", "path": "/*"},
			"evidence": ["/resource/properties/MethodSettings/0"],
		}},
	},
}

stage(settings) := {"resource": {"properties": {"MethodSettings": settings}}}
