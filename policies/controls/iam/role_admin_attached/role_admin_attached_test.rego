package controls.iam.role_admin_attached_test

import data.controls.iam.role_admin_attached as control

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
	"a role with what it uses passes": {
		"input": trusted("sagemaker.amazonaws.com", {
			"ManagedPolicyArns": ["arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::123456789012:policy/AdministratorAccess"],
			"Policies": [inline("s3:GetObject")],
		}),
		"applies": true,
		"violation": set(),
	},
	"an administrator fails, by whichever policy": {
		"input": object.union(
			trusted("bedrock.amazonaws.com", {
				"ManagedPolicyArns": ["arn:aws:iam::aws:policy/AdministratorAccess", "arn:aws:iam::aws:policy/IAMFullAccess"],
				"Policies": [inline("*")],
			}),
			{"refs": {"policies": {"arn:aws:iam::123456789012:policy/all": {"properties": {"PolicyDocument": everything("*")}}}}},
		),
		"applies": true,
		"violation": admin,
	},
	"a role that no AI service assumes is not judged": {
		"input": trusted("ec2.amazonaws.com", {"ManagedPolicyArns": ["arn:aws:iam::aws:policy/AdministratorAccess"]}),
		"applies": false,
		"violation": {{
			"code": "aws_policy",
			"args": {"policy": "arn:aws:iam::aws:policy/AdministratorAccess"},
			"evidence": ["/resource/properties/ManagedPolicyArns/0"],
		}},
	},
}

admin := {
	{
		"code": "aws_policy",
		"args": {"policy": "arn:aws:iam::aws:policy/AdministratorAccess"},
		"evidence": ["/resource/properties/ManagedPolicyArns/0"],
	},
	{
		"code": "aws_policy",
		"args": {"policy": "arn:aws:iam::aws:policy/IAMFullAccess"},
		"evidence": ["/resource/properties/ManagedPolicyArns/1"],
	},
	{
		"code": "inline",
		"args": {"policy": "inline", "statement": "0"},
		"evidence": ["/resource/properties/Policies/0/PolicyDocument/Statement/0"],
	},
	{
		"code": "customer",
		"args": {"policy": "arn:aws:iam::123456789012:policy/all", "statement": "0"},
		"evidence": ["/refs/policies/arn:aws:iam::123456789012:policy~1all/properties/PolicyDocument/Statement/0"],
	},
}

trusted(service, properties) := {"resource": {"properties": object.union(
	{"AssumeRolePolicyDocument": {"Statement": [{
		"Effect": "Allow",
		"Action": ["sts:AssumeRole"],
		"Principal": {"Service": [service]},
	}]}},
	properties,
)}}

inline(action) := {"PolicyName": "inline", "PolicyDocument": everything(action)}

everything(action) := {"Statement": [{"Effect": "Allow", "Action": [action], "Resource": ["*"]}]}
