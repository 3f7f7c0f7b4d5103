package controls.iam.policy_ai_wildcard_test

import data.controls.iam.policy_ai_wildcard as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"named actions pass": {
		"input": managed([{"Effect": "Allow", "Action": ["bedrock:Invoke*", "bedrock:Get*"], "Resource": ["*"]}]),
		"violation": set(),
	},
	"all of a service fails": {
		"input": managed([
			{"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": ["*"]},
			{"Effect": "Allow", "Action": ["bedrock:*", "sagemaker:Describe*"], "Resource": ["*"]},
		]),
		"violation": {wildcard("bedrock", 1)},
	},
	"a condition on the transport limits nothing": {
		"input": managed([{
			"Effect": "Allow",
			"Action": ["sage*"],
			"Resource": ["arn:aws:sagemaker:*:*:*"],
			"Condition": {"Bool": {"aws:SecureTransport": ["true"]}},
		}]),
		"violation": {wildcard("sagemaker", 0)},
	},
	"no document grants nothing": {
		"input": {"resource": {"properties": {"ManagedPolicyName": "ml"}}},
		"violation": set(),
	},
}

managed(statements) := {"resource": {"properties": {
	"ManagedPolicyName": "ml",
	"PolicyDocument": {"Statement": statements},
}}}

wildcard(services, index) := {
	"code": "wildcard",
	"args": {"services": services, "statement": format_int(index, 10)},
	"evidence": [concat("/", ["/resource/properties/PolicyDocument/Statement", format_int(index, 10)])],
}
