package controls.sagemaker.notebook_role_scoped_test

import data.controls.sagemaker.notebook_role_scoped as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"named actions and resources pass": {
		"input": notebook(
			[
				{"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": ["*"]},
				{"Effect": "Allow", "Action": ["s3:*"], "Resource": ["arn:aws:s3:::ml-data/*"]},
				{
					"Effect": "Allow",
					"Action": ["s3:*"],
					"Resource": ["*"],
					"Condition": {"StringEquals": {"s3:ResourceAccount": ["123456789012"]}},
				},
			],
			["arn:aws:iam::aws:policy/AmazonSageMakerReadOnly", custom],
			{custom: document([{"Effect": "Allow", "Action": ["sagemaker:Describe*"], "Resource": ["*"]}])},
		),
		"violation": set(),
	},
	"all of a service, not only of AWS, fails": {
		"input": notebook([{"Effect": "Allow", "Action": ["sagemaker:*"], "Resource": ["*"]}], [], {}),
		"violation": {inline_wildcard("sagemaker", 0)},
	},
	"all of S3 fails, and all buckets are all of it": {
		"input": notebook(
			[
				{"Effect": "Allow", "Action": ["s3:*"], "Resource": ["*"]},
				{"Effect": "Allow", "Action": ["s3:*"], "Resource": ["arn:aws:s3:::*"]},
			],
			[],
			{},
		),
		"violation": {inline_wildcard("s3", 0), inline_wildcard("s3", 1)},
	},
	"a policy attached to the role counts like one inside of it": {
		"input": notebook([], [custom], {custom: document([{
			"Effect": "Allow",
			"Action": ["*"],
			"Resource": ["*"],
		}])}),
		"violation": {{
			"code": "managed_wildcard",
			"args": {"policy": custom, "services": "bedrock, s3, sagemaker", "statement": "0"},
			"evidence": ["/refs/policies/arn:aws:iam::123456789012:policy~1ml-all/properties/PolicyDocument/Statement/0"],
		}},
	},
	"full access by a policy of AWS fails": {
		"input": notebook(
			[],
			[
				"arn:aws:iam::123456789012:policy/AdministratorAccess",
				"arn:aws:iam::aws:policy/AmazonSageMakerFullAccess",
			],
			{},
		),
		"violation": {{
			"code": "full_access",
			"args": {"policy": "AmazonSageMakerFullAccess"},
			"evidence": ["/refs/role/properties/ManagedPolicyArns/1"],
		}},
	},
	"a role that is gone grants nothing": {
		"input": {"resource": {"properties": {"RoleArn": "arn:aws:iam::123456789012:role/gone"}}, "refs": {"policies": {}}},
		"violation": set(),
	},
}

custom := "arn:aws:iam::123456789012:policy/ml-all"

notebook(statements, managed, policies) := {
	"resource": {"properties": {"RoleArn": "arn:aws:iam::123456789012:role/notebook"}},
	"refs": {
		"role": {"id": "arn:aws:iam::123456789012:role/notebook", "properties": {
			"Policies": [{"PolicyName": "work", "PolicyDocument": {"Statement": statements}}],
			"ManagedPolicyArns": managed,
		}},
		"policies": policies,
	},
}

document(statements) := {"id": custom, "properties": {"PolicyDocument": {"Statement": statements}}}

inline_wildcard(services, index) := {
	"code": "inline_wildcard",
	"args": {"policy": "work", "services": services, "statement": format_int(index, 10)},
	"evidence": [concat("/", ["/refs/role/properties/Policies/0/PolicyDocument/Statement", format_int(index, 10)])],
}
