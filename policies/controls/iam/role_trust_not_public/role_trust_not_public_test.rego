package controls.iam.role_trust_not_public_test

import data.controls.iam.role_trust_not_public as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"anyone fails, and so does everyone but some": {
		"input": role([
			{"Effect": "Allow", "Action": ["sts:AssumeRole"], "Principal": {"AWS": ["*"]}},
			{"Effect": "Allow", "Action": ["sts:*"], "NotPrincipal": {"AWS": ["arn:aws:iam::123456789012:root"]}},
			{"Effect": "Allow", "Action": ["sts:AssumeRole"], "Principal": {"AWS": ["*"]}, "Condition": {"StringLike": {"aws:PrincipalAccount": ["*"]}}},
		]),
		"violation": {anyone(0), anyone(1), anyone(2)},
	},
	"anyone of the organisation, a named account, and a denial pass": {
		"input": role([
			{
				"Effect": "Allow",
				"Action": ["sts:AssumeRole"],
				"Principal": {"AWS": ["*"]},
				"Condition": {"StringEquals": {"aws:PrincipalOrgID": ["o-abcde12345"]}},
			},
			{"Effect": "Allow", "Action": ["sts:*"], "Principal": {"AWS": ["arn:aws:iam::123456789012:root"]}},
			{"Effect": "Deny", "Action": ["*"], "Principal": {"AWS": ["*"]}},
		]),
		"violation": set(),
	},
	"no document trusts nobody": {
		"input": {"resource": {"properties": {"RoleName": "ml"}}},
		"violation": set(),
	},
}

role(statements) := {
	"resource": {"account": "123456789012", "properties": {"Path": "/", "AssumeRolePolicyDocument": {"Statement": statements}}},
	"params": {"iam": {"trusted_accounts": ["444455556666"]}},
}

anyone(index) := {
	"code": "anyone",
	"args": {"statement": format_int(index, 10)},
	"evidence": [concat("/", ["/resource/properties/AssumeRolePolicyDocument/Statement", format_int(index, 10)])],
}
