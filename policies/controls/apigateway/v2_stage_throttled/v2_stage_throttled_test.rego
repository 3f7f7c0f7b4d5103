package controls.apigateway.v2_stage_throttled_test

import data.controls.apigateway.v2_stage_throttled as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"a limit for all routes passes, and one may have less, or nothing": {
		"input": stage({
			"DefaultRouteSettings": {"ThrottlingRateLimit": 100},
			"RouteSettings": {"POST /chat": {"ThrottlingRateLimit": 5}, "GET /old": {"ThrottlingRateLimit": 0}},
		}),
		"violation": set(),
	},
	"no settings fail": {
		"input": stage({}),
		"violation": {unlimited},
	},
	"a limit at the account's quota is none": {
		"input": stage({"DefaultRouteSettings": {"ThrottlingRateLimit": 10000}}),
		"violation": {unlimited},
	},
	"a route whose settings raise or drop the limit fails": {
		"input": stage({
			"DefaultRouteSettings": {"ThrottlingRateLimit": 100},
			"RouteSettings": {"POST /chat": {"ThrottlingRateLimit": 20000}, "chat": {"DataTraceEnabled": false}},
		}),
		"violation": {
			{"code": "route", "args": {"route": "POST /chat"}, "evidence": ["/resource/properties/RouteSettings/POST ~1chat"]},
			{"code": "route", "args": {"route": "chat"}, "evidence": ["/resource/properties/RouteSettings/chat"]},
		},
	},
	"limits of single routes leave the others without one": {
		"input": stage({"RouteSettings": {"POST /chat": {"ThrottlingRateLimit": 5}}}),
		"violation": {unlimited},
	},
}

stage(properties) := {"resource": {"properties": properties}}

unlimited := {"code": "stage", "evidence": ["/resource/properties/DefaultRouteSettings/ThrottlingRateLimit"]}
