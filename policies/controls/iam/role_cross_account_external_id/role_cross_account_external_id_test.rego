package controls.iam.role_cross_account_external_id_test

import data.controls.iam.role_cross_account_external_id as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"the own account and trusted ones pass": {
		"input": role([trust(["arn:aws:iam::123456789012:root", "444455556666"], {})]),
		"violation": set(),
	},
	"an external id, or the organisation, passes": {
		"input": role([
			trust(["arn:aws:iam::999988887777:role/Scanner"], {"StringEquals": {"sts:ExternalId": ["example-corp-7f3a"]}}),
			trust(["999988887777"], {"StringEquals": {"aws:PrincipalOrgID": ["o-abcde12345"]}}),
			{"Effect": "Deny", "Action": ["sts:AssumeRole"], "Principal": {"AWS": ["999988887777"]}},
		]),
		"violation": set(),
	},
	"a foreign account without either fails, in each way of writing it": {
		"input": role([
			trust(["arn:aws:iam::999988887777:root"], {"Bool": {"aws:MultiFactorAuthPresent": ["true"]}}),
			trust(["999988887777"], {"StringLike": {"sts:ExternalId": ["*"]}}),
		]),
		"violation": {unbound(0), unbound(1)},
	},
}

role(statements) := {
	"resource": {"account": "123456789012", "properties": {"Path": "/", "AssumeRolePolicyDocument": {"Statement": statements}}},
	"params": {"iam": {"trusted_accounts": ["444455556666"]}},
}

trust(principals, condition) := {
	"Effect": "Allow",
	"Action": ["sts:AssumeRole"],
	"Principal": {"AWS": principals},
	"Condition": condition,
}

unbound(index) := {
	"code": "unbound",
	"args": {"account": "999988887777", "statement": format_int(index, 10)},
	"evidence": [
		concat("/", ["/resource/properties/AssumeRolePolicyDocument/Statement", format_int(index, 10)]),
		"/params/iam/trusted_accounts",
	],
}
