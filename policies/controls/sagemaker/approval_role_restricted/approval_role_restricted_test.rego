package controls.sagemaker.approval_role_restricted_test

import data.controls.sagemaker.approval_role_restricted as control

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
	"a role that may only look passes": {
		"input": bearing([allow(["sagemaker:Describe*", "sagemaker:List*"], "*", {})], {}, []),
		"applies": true,
		"violation": set(),
	},
	"a declared approver passes": {
		"input": object.union(
			bearing([allow(["sagemaker:UpdateModelPackage"], "*", {})], {}, []),
			{"resource": {"id": "arn:aws:iam::123456789012:role/Approver"}},
		),
		"applies": true,
		"violation": set(),
	},
	"an inline policy fails": {
		"input": bearing([allow(["sagemaker:UpdateModelPackage"], "*", {})], {}, []),
		"applies": true,
		"violation": {may_approve("Work")},
	},
	"a wildcard in an attached policy fails": {
		"input": bearing(
			[], {"arn:aws:iam::123456789012:policy/all": {"properties": {
				"ManagedPolicyName": "all",
				"PolicyDocument": {"Statement": [allow(["sagemaker:*"], "*", {})]},
			}}},
			[],
		),
		"applies": true,
		"violation": {may_approve("all")},
	},
	"a policy of AWS fails": {
		"input": bearing([], {}, ["arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"]),
		"applies": true,
		"violation": {may_approve("AmazonSageMakerFullAccess")},
	},
	"a policy of the same name that is the account's own is judged by its document": {
		"input": bearing([], {}, ["arn:aws:iam::123456789012:policy/AmazonSageMakerFullAccess"]),
		"applies": true,
		"violation": set(),
	},
	"a Deny of approval takes the wildcard's edge": {
		"input": bearing(
			[
				allow(["sagemaker:*"], "*", {}),
				{
					"Effect": "Deny",
					"Action": ["sagemaker:UpdateModelPackage"],
					"Resource": ["*"],
					"Condition": {"StringEquals": {"sagemaker:ModelApprovalStatus": ["Approved"]}},
				},
			],
			{},
			["arn:aws:iam::aws:policy/PowerUserAccess"],
		),
		"applies": true,
		"violation": set(),
	},
	"a role of AWS's own is not judged": {
		"input": object.union(
			bearing([], {}, ["arn:aws:iam::aws:policy/PowerUserAccess"]),
			{"resource": {"properties": {"Path": "/aws-service-role/sagemaker.amazonaws.com/"}}},
		),
		"applies": false,
		"violation": {may_approve("PowerUserAccess")},
	},
}

may_approve(policies) := {
	"code": "may_approve",
	"args": {"policies": policies},
	"evidence": [
		"/params/access/model_approvers", "/resource/properties/ManagedPolicyArns", "/resource/properties/Policies",
		"/refs/policies",
	],
}

bearing(statements, attached, aws) := {
	"resource": {
		"id": "arn:aws:iam::123456789012:role/Engineer",
		"properties": {
			"Path": "/",
			"Policies": [{"PolicyName": "Work", "PolicyDocument": {"Statement": statements}}],
			"ManagedPolicyArns": aws,
		},
	},
	"refs": {"policies": attached},
	"params": {"access": {"model_approvers": ["arn:aws:iam::123456789012:role/Approver"]}},
}

allow(actions, resource, condition) := {
	"Effect": "Allow",
	"Action": actions,
	"Resource": [resource],
	"Condition": condition,
}
