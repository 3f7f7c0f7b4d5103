package controls.iam.policy_passrole_scoped_test

import data.controls.iam.policy_passrole_scoped as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"named roles and a named service pass": {
		"input": document([
			{"Effect": "Allow", "Action": ["iam:PassRole"], "Resource": ["arn:aws:iam::123456789012:role/Train"]},
			{
				"Effect": "Allow",
				"Action": ["iam:PassRole"],
				"Resource": ["*"],
				"Condition": {"StringEquals": {"iam:PassedToService": ["sagemaker.amazonaws.com"]}},
			},
		]),
		"violation": set(),
	},
	"all roles fail, in each way of writing them": {
		"input": document([
			{"Effect": "Allow", "Action": ["iam:Pass*"], "Resource": ["*"]},
			{"Effect": "Allow", "Action": ["iam:PassRole"], "Resource": ["arn:aws:iam::123456789012:role/*"]},
			{"Effect": "Allow", "NotAction": ["s3:*"], "NotResource": ["arn:aws:s3:::x"]},
		]),
		"violation": {wrong(0), wrong(1), wrong(2)},
	},
	"any service by the way is no service": {
		"input": document([{
			"Effect": "Allow",
			"Action": ["*"],
			"Resource": ["*"],
			"Condition": {"StringLike": {"iam:PassedToService": ["*"]}},
		}]),
		"violation": {wrong(0)},
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
