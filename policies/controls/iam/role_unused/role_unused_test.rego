package controls.iam.role_unused_test

import data.controls.iam.role_unused as control

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
	"a role in use passes": {
		"input": made("/", {"CreateDate": 0, "RoleLastUsed": {"LastUsedDate": 190 * day, "Region": "ap-northeast-1"}}),
		"applies": true,
		"violation": set(),
	},
	"a new role has not had its chance": {
		"input": made("/", {"CreateDate": 190 * day, "RoleLastUsed": {}}),
		"applies": true,
		"violation": set(),
	},
	"a role out of use fails": {
		"input": made("/", {"CreateDate": 0, "RoleLastUsed": {"LastUsedDate": 100 * day}}),
		"applies": true,
		"violation": {{
			"code": "unused",
			"args": {"days": "90"},
			"evidence": ["/resource/runtime/RoleLastUsed/LastUsedDate", "/params/iam/role_unused_days", "/now"],
		}},
	},
	"a role that was never used fails": {
		"input": made("/", {"CreateDate": 0}),
		"applies": true,
		"violation": never,
	},
	"service-linked roles are not judged": {
		"input": made("/aws-service-role/sagemaker.amazonaws.com/", {"CreateDate": 0}),
		"applies": false,
		"violation": never,
	},
}

made(path, runtime) := {
	"resource": {"properties": {"Path": path}, "runtime": runtime},
	"params": {"iam": {"role_unused_days": 90}},
	"now": 200 * day,
}

day := 86400000

never := {{
	"code": "never",
	"args": {"days": "90"},
	"evidence": [
		"/resource/runtime/RoleLastUsed/LastUsedDate",
		"/resource/runtime/CreateDate",
		"/params/iam/role_unused_days",
		"/now",
	],
}}
