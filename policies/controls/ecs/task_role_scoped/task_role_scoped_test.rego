package controls.ecs.task_role_scoped_test

import data.controls.ecs.task_role_scoped as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"named actions on named resources pass, and so does what takes no resource": {
		"input": subject(
			role(
				[
					allow({}),
					allow({"Action": ["s3:ListAllMyBuckets", "xray:PutTraceSegments"], "Resource": ["*"]}),
					allow({"Action": ["ssmmessages:OpenDataChannel"], "Resource": ["*"]}),
				],
				[],
			),
			{},
		),
		"violation": set(),
	},
	"what takes no resource excuses nothing else that is allowed with it": {
		"input": subject(
			role([allow({"Action": ["xray:PutTraceSegments", "s3:GetObject"], "Resource": ["*"]})], []),
			{},
		),
		"violation": {claim("any_resource", inline(0))},
	},
	"all of a service fails, on whatever": {
		"input": subject(role([allow({"Action": ["s3:*"]})], []), {}),
		"violation": {claim("any_action", inline(0))},
	},
	"every resource of a kind fails": {
		"input": subject(role([allow({}), allow({"Action": ["bedrock:InvokeModel"], "Resource": ["*"]})], []), {}),
		"violation": {claim("any_resource", inline(1))},
	},
	"policies of the account are read, those of AWS are not scoped": {
		"input": subject(
			role([], ["arn:aws:iam::123456789012:policy/wide", "arn:aws:iam::aws:policy/AmazonBedrockFullAccess"]),
			{"arn:aws:iam::123456789012:policy/wide": {"properties": {"PolicyDocument": {"Statement": [allow({"Action": ["*"]})]}}}},
		),
		"violation": {
			claim(
				"any_action",
				"/refs/rolePolicies/arn:aws:iam::123456789012:policy~1wide/properties/PolicyDocument/Statement/0",
			),
			{
				"code": "aws_managed",
				"args": {"policy": "arn:aws:iam::aws:policy/AmazonBedrockFullAccess"},
				"evidence": [concat("", [at_role, "/properties/ManagedPolicyArns/1"])],
			},
		},
	},
	"a role that does not exist fails": {
		"input": subject({}, {}),
		"violation": {{
			"code": "role_gone",
			"args": {"role": arn},
			"evidence": ["/resource/properties/TaskRoleArn", at_role],
		}},
	},
}

test_applies_to_tasks_with_a_role if {
	control.applies with input as subject({}, {})
	not control.applies with input as {"resource": {"properties": {"Family": "static"}}}
}

arn := "arn:aws:iam::123456789012:role/rerank"

at_role := "/refs/roles/arn:aws:iam::123456789012:role~1rerank"

role(statements, attached) := {arn: {"properties": {
	"Policies": [{"PolicyName": "Work", "PolicyDocument": {"Statement": statements}}],
	"ManagedPolicyArns": attached,
}}}

allow(rest) := object.union(
	{"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": ["arn:aws:s3:::models/rerank/*"]},
	rest,
)

inline(index) := concat("/", [at_role, "properties/Policies/0/PolicyDocument/Statement", format_int(index, 10)])

claim(code, pointer) := {"code": code, "args": {"statement": pointer}, "evidence": [pointer]}

subject(roles, policies) := {
	"resource": {"properties": {"TaskRoleArn": arn}},
	"refs": {"roles": roles, "rolePolicies": policies},
}
