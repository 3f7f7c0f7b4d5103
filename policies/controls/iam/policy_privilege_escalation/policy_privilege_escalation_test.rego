package controls.iam.policy_privilege_escalation_test

import data.controls.iam.policy_privilege_escalation as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"one's own password, named roles and another service pass": {
		"input": document([
			{"Effect": "Allow", "Action": ["iam:UpdateLoginProfile"], "Resource": ["arn:aws:iam::123456789012:user/${aws:username}"]},
			{"Effect": "Allow", "Action": ["iam:PassRole"], "Resource": ["arn:aws:iam::123456789012:role/Train"]},
			{
				"Effect": "Allow",
				"Action": ["iam:PassRole"],
				"Resource": ["*"],
				"Condition": {"StringEquals": {"iam:PassedToService": ["glue.amazonaws.com"]}},
			},
			{"Effect": "Allow", "Action": ["sagemaker:CreateTrainingJob"], "Resource": ["*"]},
			{"Effect": "Allow", "Action": ["iam:Get*", "iam:List*"], "Resource": ["*"]},
		]),
		"violation": set(),
	},
	"a permissions boundary binds whoever is granted more": {
		"input": document([{
			"Effect": "Allow",
			"Action": ["iam:AttachRolePolicy"],
			"Resource": ["*"],
			"Condition": {"StringEquals": {"iam:PermissionsBoundary": ["arn:aws:iam::123456789012:policy/limit"]}},
		}]),
		"violation": set(),
	},
	"granting to any role, and to any policy, fails": {
		"input": document([
			{"Effect": "Allow", "Action": ["iam:Attach*"], "Resource": ["arn:aws:iam::123456789012:role/*"]},
			{"Effect": "Allow", "Action": ["iam:CreatePolicyVersion"], "Resource": ["*"]},
		]),
		"violation": {
			{
				"code": "grants",
				"args": {"actions": "iam:AttachGroupPolicy, iam:AttachRolePolicy, iam:AttachUserPolicy", "statement": "0"},
				"evidence": ["/resource/properties/PolicyDocument/Statement/0"],
			},
			{
				"code": "grants",
				"args": {"actions": "iam:CreatePolicyVersion", "statement": "1"},
				"evidence": ["/resource/properties/PolicyDocument/Statement/1"],
			},
		},
	},
	"any role passed to SageMaker, in two statements, fails": {
		"input": document([
			{"Effect": "Allow", "Action": ["sagemaker:CreateTrainingJob"], "Resource": ["*"]},
			{
				"Effect": "Allow",
				"Action": ["iam:PassRole"],
				"Resource": ["*"],
				"Condition": {"StringLike": {"iam:PassedToService": ["sagemaker.*"]}},
			},
		]),
		"violation": {{
			"code": "passes",
			"args": {
				"action": "sagemaker:CreateTrainingJob",
				"creating": "0",
				"passing": "1",
				"service": "sagemaker.amazonaws.com",
			},
			"evidence": [
				"/resource/properties/PolicyDocument/Statement/0",
				"/resource/properties/PolicyDocument/Statement/1",
			],
		}},
	},
	"any role passed to AgentCore, in one statement, fails": {
		"input": document([{
			"Effect": "Allow",
			"Action": ["iam:PassRole", "bedrock-agentcore:CreateCodeInterpreter"],
			"Resource": ["*"],
		}]),
		"violation": {{
			"code": "passes",
			"args": {
				"action": "bedrock-agentcore:CreateCodeInterpreter",
				"creating": "0",
				"passing": "0",
				"service": "bedrock-agentcore.amazonaws.com",
			},
			"evidence": ["/resource/properties/PolicyDocument/Statement/0"],
		}},
	},
	"no document grants nothing": {
		"input": {"resource": {"properties": {"PolicyName": "ml"}}},
		"violation": set(),
	},
}

document(statements) := {"resource": {"properties": {"PolicyName": "ml", "PolicyDocument": {"Statement": statements}}}}
