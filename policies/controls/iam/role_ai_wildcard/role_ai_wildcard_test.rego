package controls.iam.role_ai_wildcard_test

import data.controls.iam.role_ai_wildcard as control

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
	"named actions and resources pass": {
		"input": role(
			[{
				"Effect": "Allow",
				"Action": ["sagemaker:Describe*", "bedrock:InvokeModel"],
				"Resource": ["*"],
			}],
			[],
		),
		"applies": true,
		"violation": set(),
	},
	"all of a service, not only of AWS, fails": {
		"input": role(
			[
				{"Effect": "Allow", "Action": ["s3:*"], "Resource": ["*"]},
				{"Effect": "Allow", "Action": ["SageMaker:*"], "Resource": ["*"]},
			],
			[],
		),
		"applies": true,
		"violation": {wildcard("sagemaker", 1)},
	},
	"all of AWS fails": {
		"input": role([{"Effect": "Allow", "Action": ["*"], "Resource": ["*"]}], []),
		"applies": true,
		"violation": {wildcard("bedrock, sagemaker", 0)},
	},
	"all but some fails": {
		"input": role([{"Effect": "Allow", "NotAction": ["iam:*", "sagemaker:*"], "NotResource": ["arn:aws:s3:::x"]}], []),
		"applies": true,
		"violation": {wildcard("bedrock", 0)},
	},
	"the account in the resource limits nothing": {
		"input": role(
			[{
				"Effect": "Allow",
				"Action": ["bedrock:*"],
				"Resource": ["arn:aws:bedrock:*:123456789012:*"],
			}],
			[],
		),
		"applies": true,
		"violation": {wildcard("bedrock", 0)},
	},
	"resources, a condition or a denial limit it": {
		"input": role(
			[
				{
					"Effect": "Allow",
					"Action": ["sagemaker:*"],
					"Resource": ["arn:aws:sagemaker:*:123456789012:endpoint/fraud"],
				},
				{
					"Effect": "Allow",
					"Action": ["sagemaker:*"],
					"Resource": ["*"],
					"Condition": {"StringEquals": {"aws:ResourceTag/team": ["fraud"]}},
				},
				{"Effect": "Deny", "Action": ["*"], "Resource": ["*"]},
			],
			["arn:aws:iam::123456789012:policy/AdministratorAccess", "arn:aws:iam::aws:policy/ReadOnlyAccess"],
		),
		"applies": true,
		"violation": set(),
	},
	"full access by a policy of AWS fails": {
		"input": role([], [
			"arn:aws:iam::aws:policy/AmazonSageMakerFullAccess",
			"arn:aws:iam::aws:policy/AmazonBedrockFullAccess",
			"arn:aws-us-gov:iam::aws:policy/AdministratorAccess",
		]),
		"applies": true,
		"violation": {
			full_access("AmazonSageMakerFullAccess", 0),
			full_access("AmazonBedrockFullAccess", 1),
			full_access("AdministratorAccess", 2),
		},
	},
	"service-linked roles are not judged": {
		"input": {"resource": {"properties": {
			"Path": "/aws-service-role/sagemaker.amazonaws.com/",
			"ManagedPolicyArns": [],
		}}},
		"applies": false,
		"violation": set(),
	},
	"without a path and policies it passes": {
		"input": {"resource": {"properties": {"RoleName": "ml"}}},
		"applies": true,
		"violation": set(),
	},
}

role(statements, managed) := {"resource": {"properties": {
	"Path": "/",
	"Policies": [{"PolicyName": "inline", "PolicyDocument": {"Statement": statements}}],
	"ManagedPolicyArns": managed,
}}}

wildcard(services, index) := {
	"code": "wildcard",
	"args": {"policy": "inline", "services": services, "statement": format_int(index, 10)},
	"evidence": [concat("/", ["/resource/properties/Policies/0/PolicyDocument/Statement", format_int(index, 10)])],
}

full_access(name, index) := {
	"code": "full_access",
	"args": {"policy": name},
	"evidence": [concat("/", ["/resource/properties/ManagedPolicyArns", format_int(index, 10)])],
}
