package controls.iam.presigned_url_bound_test

import data.controls.iam.presigned_url_bound as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"an endpoint or addresses of one's own pass": {
		"input": document([
			{
				"Effect": "Allow",
				"Action": ["sagemaker:CreatePresignedDomainUrl"],
				"Resource": ["*"],
				"Condition": {"StringEquals": {"aws:SourceVpce": ["vpce-0123"]}},
			},
			{
				"Effect": "Allow",
				"Action": ["sagemaker:*"],
				"Resource": ["*"],
				"Condition": {"IpAddress": {"aws:SourceIp": ["203.0.113.0/24"]}},
			},
			{"Effect": "Deny", "Action": ["*"], "Resource": ["*"]},
		]),
		"violation": set(),
	},
	"any network fails": {
		"input": document([
			{"Effect": "Allow", "Action": ["sagemaker:CreatePresigned*"], "Resource": ["arn:aws:sagemaker:*:123456789012:notebook-instance/lab"]},
			{
				"Effect": "Allow",
				"Action": ["sagemaker:CreatePresignedDomainUrl"],
				"Resource": ["*"],
				"Condition": {"IpAddress": {"aws:SourceIp": ["0.0.0.0/0"]}},
			},
		]),
		"violation": {
			wrong(0, "sagemaker:CreatePresignedDomainUrl, sagemaker:CreatePresignedNotebookInstanceUrl"),
			wrong(1, "sagemaker:CreatePresignedDomainUrl"),
		},
	},
	"no document grants nothing": {
		"input": {"resource": {"properties": {"PolicyName": "ml"}}},
		"violation": set(),
	},
}

document(statements) := {"resource": {"properties": {"PolicyName": "ml", "PolicyDocument": {"Statement": statements}}}}

wrong(index, actions) := {
	"code": "unbound",
	"args": {"statement": format_int(index, 10), "actions": actions},
	"evidence": [concat("/", ["/resource/properties/PolicyDocument/Statement", format_int(index, 10)])],
}
