package controls.eks.fargate_role_confined_test

import data.controls.eks.fargate_role_confined as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"a role that Fargate takes for profiles of its own cluster passes": {
		"input": profile([trust(fargate, {"ArnLike": {"aws:SourceArn": [own_profiles]}})]),
		"violation": set(),
	},
	"a statement that denies something is no matter": {
		"input": profile([
			trust(fargate, {"ArnLike": {"aws:SourceArn": [own_profiles]}}),
			{"Effect": "Deny", "Principal": {"AWS": ["*"]}, "Action": ["sts:AssumeRole"]},
		]),
		"violation": set(),
	},
	"one without a condition on the source fails": {
		"input": profile([trust(fargate, {})]),
		"violation": {found("unscoped", 0)},
	},
	"one that serves profiles of another account fails": {
		"input": profile([trust(fargate, {"ArnLike": {"aws:SourceArn": ["arn:aws:eks:*:999988887777:fargateprofile/*"]}})]),
		"violation": {{
			"code": "foreign",
			"args": {"account": "999988887777", "role": arn, "statement": "0"},
			"evidence": [
				"/resource/properties/PodExecutionRoleArn",
				"/refs/role/properties/AssumeRolePolicyDocument/Statement/0",
				"/resource/account",
				"/params/iam/trusted_accounts",
			],
		}},
	},
	"one that nodes take as well fails": {
		"input": profile([
			trust(fargate, {"ArnLike": {"aws:SourceArn": [own_profiles]}}),
			trust({"Service": ["ec2.amazonaws.com"]}, {}),
		]),
		"violation": {found("others", 1)},
	},
	"a role that is gone fails": {
		"input": {"resource": {"properties": {"PodExecutionRoleArn": arn}}, "refs": {}},
		"violation": {{
			"code": "gone",
			"args": {"role": arn},
			"evidence": ["/resource/properties/PodExecutionRoleArn", "/refs/role/id"],
		}},
	},
}

arn := "arn:aws:iam::123456789012:role/pods"

own_profiles := "arn:aws:eks:ap-northeast-1:123456789012:fargateprofile/ml/*"

fargate := {"Service": ["eks-fargate-pods.amazonaws.com"]}

trust(principal, condition) := {
	"Effect": "Allow",
	"Principal": principal,
	"Action": ["sts:AssumeRole"],
	"Condition": condition,
}

profile(statements) := {
	"resource": {"account": "123456789012", "properties": {"PodExecutionRoleArn": arn}},
	"refs": {"role": {"id": arn, "properties": {"AssumeRolePolicyDocument": {"Statement": statements}}}},
	"params": {"iam": {"trusted_accounts": []}},
}

found(code, statement) := {
	"code": code,
	"args": {"role": arn, "statement": format_int(statement, 10)},
	"evidence": [
		"/resource/properties/PodExecutionRoleArn",
		concat("/", ["/refs/role/properties/AssumeRolePolicyDocument/Statement", format_int(statement, 10)]),
	],
}
