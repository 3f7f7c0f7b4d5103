package controls.ecr.repository_scanned_test

import data.controls.ecr.repository_scanned as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"a scan on push passes": {
		"input": repository({"ScanOnPush": true, "ScanFrequency": "SCAN_ON_PUSH"}),
		"violation": set(),
	},
	"a registry that scans all the time passes, whatever the repository says": {
		"input": repository({"ScanOnPush": false, "ScanFrequency": "CONTINUOUS_SCAN"}),
		"violation": set(),
	},
	"scans by hand fail": {
		"input": repository({"ScanOnPush": false, "ScanFrequency": "MANUAL"}),
		"violation": unscanned,
	},
	"no setting is none": {
		"input": repository({}),
		"violation": unscanned,
	},
}

repository(runtime) := {"resource": {"properties": {}, "runtime": runtime}}

unscanned := {{
	"code": "unscanned",
	"evidence": ["/resource/runtime/ScanOnPush", "/resource/runtime/ScanFrequency"],
}}
