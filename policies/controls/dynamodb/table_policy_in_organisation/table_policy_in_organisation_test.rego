package controls.dynamodb.table_policy_in_organisation_test

import data.controls.dynamodb.table_policy_in_organisation as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"the own account and a trusted one pass": {
		"input": table([
			allow(["arn:aws:iam::123456789012:role/App", "444455556666"], {}),
			allow(["*"], {"StringEquals": {"aws:PrincipalOrgID": ["o-abcde12345"]}}),
			object.union(allow(["*"], {}), {"Effect": "Deny"}),
		]),
		"violation": set(),
	},
	"a foreign account fails": {
		"input": table([allow(["arn:aws:iam::999988887777:root"], {})]),
		"violation": {{
			"code": "foreign",
			"args": {"account": "999988887777", "statement": "0"},
			"evidence": [place, "/resource/account", "/params/iam/trusted_accounts"],
		}},
	},
	"a foreign account of the organisation passes": {
		"input": table([allow(
			["arn:aws:iam::999988887777:root"],
			{"StringEquals": {"aws:PrincipalOrgID": ["o-abcde12345"]}},
		)]),
		"violation": set(),
	},
	"anyone of a foreign account fails": {
		"input": table([allow(["*"], {"StringEquals": {"aws:PrincipalAccount": ["123456789012", "999988887777"]}})]),
		"violation": {{
			"code": "foreign",
			"args": {"account": "999988887777", "statement": "0"},
			"evidence": [place, "/resource/account", "/params/iam/trusted_accounts"],
		}},
	},
	"anyone fails": {
		"input": table([allow(["*"], {})]),
		"violation": {{"code": "anyone", "args": {"statement": "0"}, "evidence": [place]}},
	},
	"no policy lets in nobody": {
		"input": {
			"resource": {"account": "123456789012", "properties": {}},
			"params": {"iam": {"trusted_accounts": []}},
		},
		"violation": set(),
	},
}

place := "/resource/properties/ResourcePolicy/PolicyDocument/Statement/0"

table(statements) := {
	"resource": {
		"account": "123456789012",
		"properties": {"ResourcePolicy": {"PolicyDocument": {"Statement": statements}}},
	},
	"params": {"iam": {"trusted_accounts": ["444455556666"]}},
}

allow(principals, condition) := {
	"Effect": "Allow",
	"Principal": {"AWS": principals},
	"Action": ["dynamodb:GetItem"],
	"Condition": condition,
}
