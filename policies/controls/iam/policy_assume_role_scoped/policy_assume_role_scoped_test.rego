package controls.iam.policy_assume_role_scoped_test

import data.controls.iam.policy_assume_role_scoped as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"named roles pass, and so does a condition": {
		"input": document([
			{"Effect": "Allow", "Action": ["sts:AssumeRole"], "Resource": ["arn:aws:iam::*:role/MlDeploy"]},
			{
				"Effect": "Allow",
				"Action": ["sts:AssumeRole"],
				"Resource": ["*"],
				"Condition": {"StringEquals": {"aws:ResourceOrgID": ["o-abcde12345"]}},
			},
			{"Effect": "Allow", "Action": ["sts:GetCallerIdentity"], "Resource": ["*"]},
		]),
		"violation": set(),
	},
	"all roles fail, in one account too": {
		"input": document([
			{"Effect": "Allow", "Action": ["sts:*"], "Resource": ["*"]},
			{"Effect": "Allow", "Action": ["sts:AssumeRole"], "Resource": ["arn:aws:iam::123456789012:role/*"]},
		]),
		"violation": {wrong(0), wrong(1)},
	},
	"no document grants nothing": {
		"input": {"resource": {"properties": {"PolicyName": "ml"}}},
		"violation": set(),
	},
}

document(statements) := {"resource": {"properties": {"PolicyName": "ml", "PolicyDocument": {"Statement": statements}}}}

wrong(index) := {
	"code": "any_role",
	"args": {"statement": format_int(index, 10)},
	"evidence": [concat("/", ["/resource/properties/PolicyDocument/Statement", format_int(index, 10)])],
}
