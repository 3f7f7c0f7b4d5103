package controls.apigateway.v2_stage_no_data_trace_test

import data.controls.apigateway.v2_stage_no_data_trace as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"no data tracing passes, and so does AWS's default": {
		"input": stage({
			"DefaultRouteSettings": {"DataTraceEnabled": false},
			"RouteSettings": {"chat": {"ThrottlingRateLimit": 5}},
		}),
		"violation": set(),
	},
	"data tracing of all routes fails": {
		"input": stage({"DefaultRouteSettings": {"DataTraceEnabled": true}}),
		"violation": {{"code": "stage", "evidence": ["/resource/properties/DefaultRouteSettings/DataTraceEnabled"]}},
	},
	"data tracing of one route fails, whatever the default": {
		"input": stage({
			"DefaultRouteSettings": {"DataTraceEnabled": false},
			"RouteSettings": {"chat": {"DataTraceEnabled": true}, "ping": {"DataTraceEnabled": false}},
		}),
		"violation": {{
			"code": "route",
			"args": {"route": "chat"},
			"evidence": ["/resource/properties/RouteSettings/chat"],
		}},
	},
}

stage(properties) := {"resource": {"properties": properties}}
