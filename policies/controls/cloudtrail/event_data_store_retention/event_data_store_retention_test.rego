package controls.cloudtrail.event_data_store_retention_test

import data.controls.cloudtrail.event_data_store_retention as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"the required years pass": {
		"input": store({"RetentionPeriod": 2557, "TerminationProtectionEnabled": true}, 7),
		"violation": set(),
	},
	"a year where seven are required fails": {
		"input": store({"RetentionPeriod": 366, "TerminationProtectionEnabled": true}, 7),
		"violation": {too_short},
	},
	"no period is a year": {
		"input": store({}, 7),
		"violation": {too_short},
	},
	"a year is enough where one is required": {
		"input": store({}, 1),
		"violation": set(),
	},
	"a store without protection fails": {
		"input": store({"RetentionPeriod": 3653, "TerminationProtectionEnabled": false}, 7),
		"violation": {{"code": "unprotected", "evidence": ["/resource/properties/TerminationProtectionEnabled"]}},
	},
}

store(properties, years) := {
	"resource": {"properties": properties},
	"params": {"retention": {"audit_trail_years": years}},
}

too_short := {
	"code": "too_short",
	"evidence": ["/resource/properties/RetentionPeriod", "/params/retention/audit_trail_years"],
}
