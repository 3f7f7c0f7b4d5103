package controls.bedrock.agent_role_scoped_test

import data.controls.bedrock.agent_role_scoped as control

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
	"named actions on named resources pass": {
		"input": subject(role([allow({})], []), {}),
		"applies": true,
		"violation": set(),
	},
	"all of a service, and all but something, fail": {
		"input": subject(
			role(
				[allow({"Action": ["S3:*"]}), {
					"Effect": "Allow",
					"NotAction": ["iam:*"],
					"Resource": ["arn:aws:s3:::docs"],
				}],
				[],
			),
			{},
		),
		"applies": true,
		"violation": {claim("any_action", inline(0)), claim("any_action", inline(1))},
	},
	"every resource of a kind fails": {
		"input": subject(
			role(
				[
					allow({"Resource": ["*"]}),
					allow({"Resource": ["arn:aws:bedrock:ap-northeast-1::foundation-model/*"]}),
					allow({"Resource": ["arn:aws:s3:::*"]}),
					allow({"Resource": ["arn:aws:s3:::docs/*"]}),
					{"Effect": "Allow", "Action": ["s3:GetObject"], "NotResource": ["arn:aws:s3:::secret/*"]},
				],
				[],
			),
			{},
		),
		"applies": true,
		"violation": {claim("any_resource", inline(index)) | some index in [0, 1, 2, 4]},
	},
	"a condition narrows, listing takes no resource, and what is denied grants nothing": {
		"input": subject(
			role(
				[
					allow({"Resource": ["*"], "Condition": {"StringEquals": {"aws:ResourceAccount": ["123456789012"]}}}),
					allow({"Action": ["bedrock:ListFoundationModels"], "Resource": ["*"]}),
					allow({"Effect": "Deny", "Action": ["*"], "Resource": ["*"]}),
				],
				[],
			),
			{},
		),
		"applies": true,
		"violation": set(),
	},
	"policies of the account are read, those of AWS are not scoped": {
		"input": subject(
			role([], ["arn:aws:iam::123456789012:policy/wide", "arn:aws:iam::aws:policy/AmazonS3FullAccess"]),
			{"arn:aws:iam::123456789012:policy/wide": {"properties": {"PolicyDocument": {"Statement": [allow({"Action": ["*"]})]}}}},
		),
		"applies": true,
		"violation": {
			claim(
				"any_action",
				"/refs/rolePolicies/arn:aws:iam::123456789012:policy~1wide/properties/PolicyDocument/Statement/0",
			),
			{
				"code": "aws_managed",
				"args": {"policy": "arn:aws:iam::aws:policy/AmazonS3FullAccess"},
				"evidence": [concat("", [at_role, "/properties/ManagedPolicyArns/1"])],
			},
		},
	},
	"a role that does not exist fails": {
		"input": subject({}, {}),
		"applies": true,
		"violation": {{
			"code": "role_gone",
			"args": {"role": arn, "version": "AGENT12345/4"},
			"evidence": ["/refs/versions/AGENT12345~14/properties/agentResourceRoleArn", at_role],
		}},
	},
	"the test alias of AWS is not judged": {
		"input": {"resource": {"properties": {}, "runtime": {"AgentAliasId": "TSTALIASID"}}, "refs": {"versions": {}}},
		"applies": false,
		"violation": set(),
	},
}

arn := "arn:aws:iam::123456789012:role/chat"

at_role := "/refs/roles/arn:aws:iam::123456789012:role~1chat"

role(statements, attached) := {arn: {"properties": {
	"Policies": [{"PolicyName": "Work", "PolicyDocument": {"Statement": statements}}],
	"ManagedPolicyArns": attached,
}}}

allow(rest) := object.union(
	{"Effect": "Allow", "Action": ["bedrock:InvokeModel"], "Resource": ["arn:aws:bedrock:ap-northeast-1::foundation-model/amazon.nova-lite-v1:0"]},
	rest,
)

inline(index) := concat("/", [at_role, "properties/Policies/0/PolicyDocument/Statement", format_int(index, 10)])

claim(code, pointer) := {"code": code, "args": {"statement": pointer}, "evidence": [pointer]}

subject(roles, policies) := {
	"resource": {"properties": {}, "runtime": {"AgentAliasId": "ALIAS12345"}},
	"refs": {
		"versions": {"AGENT12345/4": {"properties": {"agentResourceRoleArn": arn}}},
		"roles": roles,
		"rolePolicies": policies,
	},
}
