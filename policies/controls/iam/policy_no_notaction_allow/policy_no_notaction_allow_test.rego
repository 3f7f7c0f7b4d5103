package controls.iam.policy_no_notaction_allow_test

import data.controls.iam.policy_no_notaction_allow as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"a denial of all but some passes, and so does a bucket of one's own": {
		"input": document([
			{"Effect": "Deny", "NotAction": ["iam:*"], "Resource": ["*"]},
			{"Effect": "Allow", "NotAction": ["s3:DeleteBucket"], "Resource": ["arn:aws:s3:::ml-data/*"]},
			{"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": ["*"]},
		]),
		"violation": set(),
	},
	"all but some fails": {
		"input": document([
			{"Effect": "Allow", "NotAction": ["iam:*", "organizations:*"], "Resource": ["*"]},
			{"Effect": "Allow", "NotAction": ["iam:*"], "NotResource": ["arn:aws:s3:::secrets"]},
		]),
		"violation": {wrong(0), wrong(1)},
	},
	"a condition limits it": {
		"input": document([{
			"Effect": "Allow",
			"NotAction": ["iam:*"],
			"Resource": ["*"],
			"Condition": {"StringEquals": {"aws:ResourceTag/team": ["fraud"]}},
		}]),
		"violation": set(),
	},
	"no document grants nothing": {
		"input": {"resource": {"properties": {"PolicyName": "ml"}}},
		"violation": set(),
	},
}

document(statements) := {"resource": {"properties": {"PolicyName": "ml", "PolicyDocument": {"Statement": statements}}}}

wrong(index) := {
	"code": "all_but",
	"args": {"statement": format_int(index, 10)},
	"evidence": [concat("/", ["/resource/properties/PolicyDocument/Statement", format_int(index, 10)])],
}
