package controls.iam.user_ai_wildcard_test

import data.controls.iam.user_ai_wildcard as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"named actions pass, in a group too": {
		"input": user(
			{"Policies": [inline([{"Effect": "Allow", "Action": ["bedrock:Get*"], "Resource": ["*"]}])]},
			{"analysts": {"properties": {
				"Policies": [inline([{"Effect": "Allow", "Action": ["sagemaker:Describe*"], "Resource": ["*"]}])],
				"ManagedPolicyArns": ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
			}}},
		),
		"violation": set(),
	},
	"of one's own it fails": {
		"input": user(
			{
				"Policies": [inline([{"Effect": "Allow", "Action": ["sagemaker:*"], "Resource": ["*"]}])],
				"ManagedPolicyArns": ["arn:aws:iam::aws:policy/AmazonBedrockFullAccess"],
			},
			{},
		),
		"violation": {
			{
				"code": "wildcard",
				"args": {"policy": "inline", "services": "sagemaker", "statement": "0"},
				"evidence": ["/resource/properties/Policies/0/PolicyDocument/Statement/0"],
			},
			{
				"code": "full_access",
				"args": {"policy": "AmazonBedrockFullAccess"},
				"evidence": ["/resource/properties/ManagedPolicyArns/0"],
			},
		},
	},
	"by a group it fails": {
		"input": user({}, {"analysts": {"properties": {
			"Policies": [inline([{"Effect": "Allow", "Action": ["*"], "Resource": ["*"]}])],
			"ManagedPolicyArns": ["arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"],
		}}}),
		"violation": {
			{
				"code": "group_wildcard",
				"args": {"group": "analysts", "policy": "inline", "services": "bedrock, sagemaker", "statement": "0"},
				"evidence": ["/refs/groups/analysts/properties/Policies/0/PolicyDocument/Statement/0"],
			},
			{
				"code": "group_full_access",
				"args": {"group": "analysts", "policy": "AmazonSageMakerFullAccess"},
				"evidence": ["/refs/groups/analysts/properties/ManagedPolicyArns/0"],
			},
		},
	},
}

user(properties, groups) := {"resource": {"properties": properties}, "refs": {"groups": groups}}

inline(statements) := {"PolicyName": "inline", "PolicyDocument": {"Statement": statements}}
