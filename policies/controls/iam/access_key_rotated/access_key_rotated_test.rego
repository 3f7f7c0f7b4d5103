package controls.iam.access_key_rotated_test

import data.controls.iam.access_key_rotated as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

test_applies[name] if {
	some name, case in cases
	applies := [true | control.applies with input as case.input]
	[case.applies | case.applies == true] == applies
}

cases := {
	"a young key passes": {
		"input": key("Active", {"CreateDate": 120 * day}),
		"applies": true,
		"violation": set(),
	},
	"an old key fails": {
		"input": key("Active", {"CreateDate": 109.5 * day}),
		"applies": true,
		"violation": {old},
	},
	"a key that is switched off is not judged": {
		"input": key("Inactive", {"CreateDate": 0}),
		"applies": false,
		"violation": {old},
	},
	"a key of which nobody says whose it is fails": {
		"input": {
			"resource": {"properties": {}, "runtime": {"CreateDate": 0}},
			"params": {"iam": {"access_key_max_age_days": 90, "access_key_unused_days": 45}},
			"now": 200 * day,
		},
		"applies": true,
		"violation": {object.union(old, {"args": {"days": "90", "user": "?"}})},
	},
}

key(status, runtime) := {
	"resource": {"properties": {"UserName": "loader", "Status": status}, "runtime": runtime},
	"params": {"iam": {"access_key_max_age_days": 90, "access_key_unused_days": 45}},
	"now": 200 * day,
}

day := 86400000

old := {
	"code": "old",
	"args": {"days": "90", "user": "loader"},
	"evidence": ["/resource/runtime/CreateDate", "/params/iam/access_key_max_age_days", "/now"],
}
