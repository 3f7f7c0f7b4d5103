package controls.iam.access_key_unused_test

import data.controls.iam.access_key_unused as control

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
	"a key in use passes, however old": {
		"input": key("Active", {"CreateDate": 0, "LastUsedDate": 190 * day}),
		"applies": true,
		"violation": set(),
	},
	"a new key has not had its chance": {
		"input": key("Active", {"CreateDate": 190 * day}),
		"applies": true,
		"violation": set(),
	},
	"a key out of use fails": {
		"input": key("Active", {"CreateDate": 0, "LastUsedDate": 150 * day}),
		"applies": true,
		"violation": {{
			"code": "unused",
			"args": {"days": "45", "user": "loader"},
			"evidence": ["/resource/runtime/LastUsedDate", "/params/iam/access_key_unused_days", "/now"],
		}},
	},
	"a key that was never used fails": {
		"input": key("Active", {"CreateDate": 100 * day}),
		"applies": true,
		"violation": {never},
	},
	"a key that is switched off is not judged": {
		"input": key("Inactive", {"CreateDate": 0}),
		"applies": false,
		"violation": {never},
	},
	"a key of which nobody says whose it is fails": {
		"input": {
			"resource": {"properties": {}, "runtime": {"CreateDate": 0}},
			"params": {"iam": {"access_key_max_age_days": 90, "access_key_unused_days": 45}},
			"now": 200 * day,
		},
		"applies": true,
		"violation": {object.union(never, {"args": {"days": "45", "user": "?"}})},
	},
}

key(status, runtime) := {
	"resource": {"properties": {"UserName": "loader", "Status": status}, "runtime": runtime},
	"params": {"iam": {"access_key_max_age_days": 90, "access_key_unused_days": 45}},
	"now": 200 * day,
}

day := 86400000

never := {
	"code": "never",
	"args": {"days": "45", "user": "loader"},
	"evidence": [
		"/resource/runtime/LastUsedDate",
		"/resource/runtime/CreateDate",
		"/params/iam/access_key_unused_days",
		"/now",
	],
}
