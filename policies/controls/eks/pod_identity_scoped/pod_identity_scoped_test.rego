package controls.eks.pod_identity_scoped_test

import data.controls.eks.pod_identity_scoped as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"a role with its own actions and resources passes": {
		"input": association({"RoleArn": own}, {"roles": {own: role({
			"Policies": [{"PolicyName": "models", "PolicyDocument": {"Statement": [read]}}],
			"ManagedPolicyArns": ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"],
		})}}),
		"violation": set(),
	},
	"full access to a service fails": {
		"input": association({"RoleArn": own}, {"roles": {own: role({"ManagedPolicyArns": [
			"arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
			"arn:aws:iam::aws:policy/AmazonS3FullAccess",
		]})}}),
		"violation": {{
			"code": "full_access",
			"args": {"role": own, "policy": "AmazonS3FullAccess"},
			"evidence": ["/resource/properties/RoleArn", "/refs/roles/arn:aws:iam::123456789012:role~1pods/properties/ManagedPolicyArns/1"],
		}},
	},
	"so does all of a service by another name": {
		"input": association({"RoleArn": own}, {"roles": {own: role({"ManagedPolicyArns": [
			"arn:aws:iam::aws:policy/SecretsManagerReadWrite",
		]})}}),
		"violation": {{
			"code": "full_access",
			"args": {"role": own, "policy": "SecretsManagerReadWrite"},
			"evidence": ["/resource/properties/RoleArn", "/refs/roles/arn:aws:iam::123456789012:role~1pods/properties/ManagedPolicyArns/0"],
		}},
	},
	"the target role counts as well": {
		"input": association({"RoleArn": own, "TargetRoleArn": other}, {"roles": {
			own: role({}),
			other: role({"ManagedPolicyArns": ["arn:aws:iam::aws:policy/AdministratorAccess"]}),
		}}),
		"violation": {{
			"code": "full_access",
			"args": {"role": other, "policy": "AdministratorAccess"},
			"evidence": ["/resource/properties/TargetRoleArn", "/refs/roles/arn:aws:iam::123456789012:role~1target/properties/ManagedPolicyArns/0"],
		}},
	},
	"an inline policy of everything fails": {
		"input": association({"RoleArn": own}, {"roles": {own: role({"Policies": [{
			"PolicyName": "all",
			"PolicyDocument": {"Statement": [read, everything]},
		}]})}}),
		"violation": {{
			"code": "inline",
			"args": {"role": own, "policy": "all", "services": "s3, secretsmanager"},
			"evidence": [
				"/resource/properties/RoleArn",
				"/refs/roles/arn:aws:iam::123456789012:role~1pods/properties/Policies/0/PolicyDocument/Statement/1",
			],
		}},
	},
	"everything of a service by its ARNs fails as well": {
		"input": association({"RoleArn": own}, {"roles": {own: role({"Policies": [{
			"PolicyName": "all",
			"PolicyDocument": {"Statement": [read, {
				"Effect": "Allow",
				"Action": ["s3:*", "kms:*", "secretsmanager:*", "ec2:*"],
				"Resource": ["arn:aws:s3:::*", "arn:aws:kms:*:123456789012:key/*", "arn:aws:secretsmanager:*:*:secret:prod-*"],
			}]},
		}]})}}),
		"violation": {{
			"code": "inline",
			"args": {"role": own, "policy": "all", "services": "kms, s3"},
			"evidence": [
				"/resource/properties/RoleArn",
				"/refs/roles/arn:aws:iam::123456789012:role~1pods/properties/Policies/0/PolicyDocument/Statement/1",
			],
		}},
	},
	"an attached policy of everything fails": {
		"input": association({"RoleArn": own}, {
			"roles": {own: role({"ManagedPolicyArns": [policy]})},
			"policies": {policy: {"properties": {"PolicyDocument": {"Statement": [everything]}}}},
		}),
		"violation": {{
			"code": "attached",
			"args": {"policy": policy, "services": "s3, secretsmanager"},
			"evidence": ["/refs/policies/arn:aws:iam::123456789012:policy~1pods/properties/PolicyDocument/Statement/0"],
		}},
	},
}

own := "arn:aws:iam::123456789012:role/pods"

other := "arn:aws:iam::123456789012:role/target"

policy := "arn:aws:iam::123456789012:policy/pods"

read := {"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": ["arn:aws:s3:::models/*"]}

everything := {"Effect": "Allow", "Action": ["s3:*", "secretsmanager:*"], "Resource": ["*"]}

role(properties) := {"id": own, "properties": properties}

association(properties, refs) := {"resource": {"properties": properties}, "refs": refs}
