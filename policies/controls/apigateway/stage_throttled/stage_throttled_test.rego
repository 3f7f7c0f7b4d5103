package controls.apigateway.stage_throttled_test

import data.controls.apigateway.stage_throttled as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"a limit for all methods passes, and one may have less": {
		"input": stage([setting("/*", "*", 100), setting("/chat", "POST", 5)]),
		"violation": set(),
	},
	"no settings fail": {
		"input": stage([]),
		"violation": {none},
	},
	"a limit at the account's quota is none": {
		"input": stage([setting("/*", "*", 10000)]),
		"violation": {none},
	},
	"a method that is taken out of the limit fails": {
		"input": stage([setting("/*", "*", 100), setting("/chat", "POST", -1)]),
		"violation": {{
			"code": "method",
			"args": {"method": "POST", "path": "/chat"},
			"evidence": ["/resource/properties/MethodSettings/1"],
		}},
	},
	"limits of single methods leave the others without one": {
		"input": stage([setting("/chat", "POST", 5)]),
		"violation": {none},
	},
}

stage(settings) := {"resource": {"properties": {"MethodSettings": settings}}}

setting(path, verb, rate) := {"ResourcePath": path, "HttpMethod": verb, "ThrottlingRateLimit": rate}

none := {"code": "none", "evidence": ["/resource/properties/MethodSettings"]}
