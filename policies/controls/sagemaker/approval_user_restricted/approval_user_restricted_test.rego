package controls.sagemaker.approval_user_restricted_test

import data.controls.sagemaker.approval_user_restricted as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"a user who may only look passes": {
		"input": user([reading], [], {}, {}),
		"violation": set(),
	},
	"a declared approver passes": {
		"input": object.union(
			user([approving], [], {}, {}),
			{"resource": {"id": "arn:aws:iam::123456789012:user/approver"}},
		),
		"violation": set(),
	},
	"an inline policy fails": {
		"input": user([approving], [], {}, {}),
		"violation": {may_approve("Work")},
	},
	"a policy of a group fails": {
		"input": user(
			[], [], {"properties": {"Policies": [
				{"PolicyName": "Team", "PolicyDocument": {"Statement": [approving]}},
			]}},
			{},
		),
		"violation": {may_approve("Team")},
	},
	"policies of AWS and of the account fail, whoever bears them": {
		"input": user(
			[],
			["arn:aws:iam::aws:policy/PowerUserAccess"],
			{"properties": {"ManagedPolicyArns": ["arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"]}},
			{"arn:aws:iam::123456789012:policy/all": {"properties": {
				"ManagedPolicyName": "all",
				"PolicyDocument": {"Statement": [approving]},
			}}},
		),
		"violation": {may_approve("AmazonSageMakerFullAccess, PowerUserAccess, all")},
	},
	"a Deny in a group takes the user's own grant away": {
		"input": user(
			[approving], [], {"properties": {"Policies": [{"PolicyName": "Guard", "PolicyDocument": {"Statement": [{
				"Effect": "Deny",
				"Action": ["sagemaker:UpdateModelPackage"],
				"Resource": ["*"],
			}]}}]}},
			{},
		),
		"violation": set(),
	},
}

may_approve(policies) := {
	"code": "may_approve",
	"args": {"policies": policies},
	"evidence": [
		"/params/access/model_approvers", "/resource/properties/Groups", "/resource/properties/ManagedPolicyArns",
		"/resource/properties/Policies", "/refs/groups", "/refs/policies",
	],
}

approving := {"Effect": "Allow", "Action": ["sagemaker:Update*"], "Resource": ["*"]}

reading := {"Effect": "Allow", "Action": ["sagemaker:Describe*"], "Resource": ["*"]}

user(statements, aws, group, attached) := {
	"resource": {
		"id": "arn:aws:iam::123456789012:user/engineer",
		"properties": {
			"Groups": ["team"],
			"Policies": [{"PolicyName": "Work", "PolicyDocument": {"Statement": statements}}],
			"ManagedPolicyArns": aws,
		},
	},
	"refs": {"groups": {"team": group}, "policies": attached},
	"params": {"access": {"model_approvers": ["arn:aws:iam::123456789012:user/approver"]}},
}
