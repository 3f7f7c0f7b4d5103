package controls.iam.policy_cloudtrail_tamper_test

import data.controls.iam.policy_cloudtrail_tamper as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"reading, a named trail and a condition pass": {
		"input": document([
			{"Effect": "Allow", "Action": ["cloudtrail:Describe*", "cloudtrail:LookupEvents"], "Resource": ["*"]},
			{"Effect": "Allow", "Action": ["cloudtrail:*"], "Resource": ["arn:aws:cloudtrail:*:123456789012:trail/lab"]},
			{
				"Effect": "Allow",
				"Action": ["cloudtrail:*"],
				"Resource": ["*"],
				"Condition": {"StringEquals": {"aws:ResourceTag/use": ["lab"]}},
			},
		]),
		"violation": set(),
	},
	"every trail fails": {
		"input": document([
			{"Effect": "Allow", "Action": ["cloudtrail:Stop*"], "Resource": ["*"]},
			{"Effect": "Allow", "Action": ["cloudtrail:PutEventSelectors", "cloudtrail:UpdateTrail"], "Resource": ["arn:aws:cloudtrail:*:123456789012:trail/*"]},
		]),
		"violation": {
			wrong(0, "cloudtrail:StopLogging"),
			wrong(1, "cloudtrail:PutEventSelectors, cloudtrail:UpdateTrail"),
		},
	},
	"no document grants nothing": {
		"input": {"resource": {"properties": {"PolicyName": "ml"}}},
		"violation": set(),
	},
}

document(statements) := {"resource": {"properties": {"PolicyName": "ml", "PolicyDocument": {"Statement": statements}}}}

wrong(index, actions) := {
	"code": "every_trail",
	"args": {"statement": format_int(index, 10), "actions": actions},
	"evidence": [concat("/", ["/resource/properties/PolicyDocument/Statement", format_int(index, 10)])],
}
