package controls.eks.irsa_role_scoped_test

import data.controls.eks.irsa_role_scoped as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

test_applies_where_a_role_is_annotated if {
	control.applies with input as account({})
	not control.applies with input as {"resource": {"properties": {}}, "refs": {}}
}

cases := {
	"a role with its own actions and resources passes": {
		"input": account({"iamRoles": {own: role({
			"Policies": [{"PolicyName": "models", "PolicyDocument": {"Statement": [read]}}],
			"ManagedPolicyArns": ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"],
		})}}),
		"violation": set(),
	},
	"full access to a service fails": {
		"input": account({"iamRoles": {own: role({"ManagedPolicyArns": [
			"arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
			"arn:aws:iam::aws:policy/AmazonS3FullAccess",
		]})}}),
		"violation": {{
			"code": "full_access",
			"args": {"role": own, "policy": "AmazonS3FullAccess"},
			"evidence": [
				"/resource/properties/roleArn",
				"/refs/iamRoles/arn:aws:iam::123456789012:role~1pods/properties/ManagedPolicyArns/1",
			],
		}},
	},
	"an inline policy of everything fails": {
		"input": account({"iamRoles": {own: role({"Policies": [{
			"PolicyName": "all",
			"PolicyDocument": {"Statement": [read, everything]},
		}]})}}),
		"violation": {{
			"code": "inline",
			"args": {"role": own, "policy": "all", "services": "s3, secretsmanager"},
			"evidence": [
				"/resource/properties/roleArn",
				"/refs/iamRoles/arn:aws:iam::123456789012:role~1pods/properties/Policies/0/PolicyDocument/Statement/1",
			],
		}},
	},
	"an attached policy of everything fails": {
		"input": account({
			"iamRoles": {own: role({"ManagedPolicyArns": [attached]})},
			"iamPolicies": {attached: {"properties": {"PolicyDocument": {"Statement": [everything]}}}},
		}),
		"violation": {{
			"code": "attached",
			"args": {"policy": attached, "services": "s3, secretsmanager"},
			"evidence": ["/refs/iamPolicies/arn:aws:iam::123456789012:policy~1pods/properties/PolicyDocument/Statement/0"],
		}},
	},
}

own := "arn:aws:iam::123456789012:role/pods"

attached := "arn:aws:iam::123456789012:policy/pods"

read := {"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": ["arn:aws:s3:::models/*"]}

everything := {"Effect": "Allow", "Action": ["s3:*", "secretsmanager:*"], "Resource": ["*"]}

role(properties) := {"id": own, "properties": properties}

account(refs) := {"resource": {"properties": {"roleArn": own}}, "refs": refs}
