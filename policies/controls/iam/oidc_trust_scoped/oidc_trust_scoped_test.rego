package controls.iam.oidc_trust_scoped_test

import data.controls.iam.oidc_trust_scoped as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"one service account, and one repository, pass": {
		"input": role([
			tokens("oidc.eks.ap-northeast-1.amazonaws.com/id/EXAMPLE", {"StringEquals": {
				"oidc.eks.ap-northeast-1.amazonaws.com/id/EXAMPLE:sub": ["system:serviceaccount:ml:trainer"],
				"oidc.eks.ap-northeast-1.amazonaws.com/id/EXAMPLE:aud": ["sts.amazonaws.com"],
			}}),
			tokens("token.actions.githubusercontent.com", {"StringLike": {"token.actions.githubusercontent.com:sub": ["repo:example-corp/models:*"]}}),
		]),
		"violation": set(),
	},
	"no condition, or one on the audience alone, fails": {
		"input": role([
			tokens("token.actions.githubusercontent.com", {}),
			tokens("token.actions.githubusercontent.com", {"StringEquals": {"token.actions.githubusercontent.com:aud": ["sts.amazonaws.com"]}}),
			tokens("token.actions.githubusercontent.com", {"StringEqualsIfExists": {"token.actions.githubusercontent.com:sub": ["repo:example-corp/models:ref:refs/heads/main"]}}),
		]),
		"violation": {no_subject(0), no_subject(1), no_subject(2)},
	},
	"a wildcard over owners or namespaces fails": {
		"input": role([
			tokens("token.actions.githubusercontent.com", {"StringLike": {"token.actions.githubusercontent.com:sub": ["repo:example-corp/*"]}}),
			tokens("oidc.eks.ap-northeast-1.amazonaws.com/id/EXAMPLE", {"StringLike": {"oidc.eks.ap-northeast-1.amazonaws.com/id/EXAMPLE:sub": ["system:serviceaccount:*:*"]}}),
		]),
		"violation": {wide(0, "repo:example-corp/*"), wide(1, "system:serviceaccount:*:*")},
	},
	"SAML and services have no subject": {
		"input": role([
			{"Effect": "Allow", "Action": ["sts:AssumeRoleWithSAML"], "Principal": {"Federated": ["arn:aws:iam::123456789012:saml-provider/idp"]}},
			{"Effect": "Allow", "Action": ["sts:AssumeRole"], "Principal": {"Service": ["sagemaker.amazonaws.com"]}},
		]),
		"violation": set(),
	},
}

role(statements) := {"resource": {"properties": {"AssumeRolePolicyDocument": {"Statement": statements}}}}

tokens(provider, condition) := {
	"Effect": "Allow",
	"Action": ["sts:AssumeRoleWithWebIdentity"],
	"Principal": {"Federated": [concat("", ["arn:aws:iam::123456789012:oidc-provider/", provider])]},
	"Condition": condition,
}

no_subject(index) := {
	"code": "no_subject",
	"args": {"statement": format_int(index, 10)},
	"evidence": [concat("/", ["/resource/properties/AssumeRolePolicyDocument/Statement", format_int(index, 10)])],
}

wide(index, subject) := {
	"code": "wide_subject",
	"args": {"statement": format_int(index, 10), "subject": subject},
	"evidence": [concat("/", ["/resource/properties/AssumeRolePolicyDocument/Statement", format_int(index, 10)])],
}
