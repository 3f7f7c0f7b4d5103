package controls.config.recorder_on_test

import data.controls.config.recorder_on as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

test_satisfied[name] if {
	some name, case in cases
	control.satisfied == case.satisfied with input as case.input
}

cases := {
	"a recorder that runs passes": {
		"input": {"refs": {"recorders": [{"runtime": {"recording": true, "lastStatus": "SUCCESS"}}]}},
		"violation": set(),
		"satisfied": {"/refs/recorders/0"},
	},
	"one that has yet to deliver passes": {
		"input": {"refs": {"recorders": [{"runtime": {"recording": true}}]}},
		"violation": set(),
		"satisfied": {"/refs/recorders/0"},
	},
	"stopped and failing recorders do not": {
		"input": {"refs": {"recorders": [{"runtime": {"recording": false}}, {"runtime": {"recording": true, "lastStatus": "FAILURE"}}]}},
		"violation": {{"code": "none", "evidence": ["/refs/recorders"]}},
		"satisfied": set(),
	},
	"none fails": {
		"input": {"refs": {"recorders": []}},
		"violation": {{"code": "none", "evidence": ["/refs/recorders"]}},
		"satisfied": set(),
	},
}
