package controls.kms.key_policy_not_public_test

import data.controls.kms.key_policy_not_public as control

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
	"anyone of the account, or of the organisation, passes": {
		"input": key("CUSTOMER", [
			anybody({"StringEquals": {"kms:CallerAccount": ["123456789012"], "kms:ViaService": ["s3.ap-northeast-1.amazonaws.com"]}}),
			anybody({"StringEquals": {"aws:PrincipalOrgID": ["o-abcde12345"]}}),
			{"Effect": "Deny", "Principal": {"AWS": ["*"]}, "Action": ["kms:*"], "Resource": ["*"]},
			{"Effect": "Allow", "Principal": {"AWS": ["arn:aws:iam::123456789012:root"]}, "Action": ["kms:*"], "Resource": ["*"]},
		]),
		"applies": true,
		"violation": set(),
	},
	"anyone fails, by way of a service too": {
		"input": key("CUSTOMER", [
			anybody({}),
			anybody({"StringEquals": {"kms:ViaService": ["s3.ap-northeast-1.amazonaws.com"]}}),
		]),
		"applies": true,
		"violation": {anyone(0), anyone(1)},
	},
	"keys of AWS are not judged": {
		"input": key("AWS", [anybody({})]),
		"applies": false,
		"violation": {anyone(0)},
	},
	"no policy of its own is the default, which delegates to IAM": {
		"input": {"resource": {"properties": {}, "runtime": {}}},
		"applies": true,
		"violation": set(),
	},
}

key(manager, statements) := {"resource": {
	"properties": {"KeyPolicy": {"Statement": statements}},
	"runtime": {"KeyManager": manager},
}}

anybody(condition) := {
	"Effect": "Allow",
	"Principal": {"AWS": ["*"]},
	"Action": ["kms:Decrypt"],
	"Resource": ["*"],
	"Condition": condition,
}

anyone(index) := {
	"code": "anyone",
	"args": {"statement": format_int(index, 10)},
	"evidence": [concat("/", ["/resource/properties/KeyPolicy/Statement", format_int(index, 10)])],
}
