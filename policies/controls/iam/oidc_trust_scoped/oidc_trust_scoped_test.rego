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
	"one application of a social provider, and one identity pool, pass": {
		"input": role([
			social("accounts.google.com", {"StringEquals": {"accounts.google.com:aud": ["66677788899900pro0"]}}),
			social("cognito-identity.amazonaws.com", {"StringEquals": {"cognito-identity.amazonaws.com:aud": ["ap-northeast-1:pool"]}}),
		]),
		"violation": set(),
	},
	"tokens for any application fail: without a condition, by another claim, by a wildcard": {
		"input": role([
			social("accounts.google.com", {}),
			social("cognito-identity.amazonaws.com", {"ForAnyValue:StringLike": {"cognito-identity.amazonaws.com:amr": ["unauthenticated"]}}),
			social("www.amazon.com", {"StringLike": {"www.amazon.com:app_id": ["*"]}}),
		]),
		"violation": {
			any_application(0, "accounts.google.com"),
			any_application(1, "cognito-identity.amazonaws.com"),
			any_application(2, "www.amazon.com"),
		},
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

social(provider, condition) := {
	"Effect": "Allow",
	"Action": ["sts:AssumeRoleWithWebIdentity"],
	"Principal": {"Federated": [provider]},
	"Condition": condition,
}

any_application(index, provider) := {
	"code": "any_application",
	"args": {"statement": format_int(index, 10), "provider": provider},
	"evidence": [concat("/", ["/resource/properties/AssumeRolePolicyDocument/Statement", format_int(index, 10)])],
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
