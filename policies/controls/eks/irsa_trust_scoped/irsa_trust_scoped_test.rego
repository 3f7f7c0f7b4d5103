package controls.eks.irsa_trust_scoped_test

import data.controls.eks.irsa_trust_scoped as control

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
	"one service account and the audience of STS pass": {
		"input": role([trust({"StringEquals": {sub: ["system:serviceaccount:serving:fraud"], aud: ["sts.amazonaws.com"]}})]),
		"applies": true,
		"violation": set(),
	},
	"several named service accounts pass": {
		"input": role([trust({
			"StringLike": {sub: ["system:serviceaccount:serving:fraud", "system:serviceaccount:serving:churn"]},
			"StringEquals": {aud: ["sts.amazonaws.com"]},
		})]),
		"applies": true,
		"violation": set(),
	},
	"every service account of a namespace fails": {
		"input": role([trust({
			"StringLike": {sub: ["system:serviceaccount:ray:*"]},
			"StringEquals": {aud: ["sts.amazonaws.com"]},
		})]),
		"applies": true,
		"violation": {any_service_account},
	},
	"the audience alone names nobody": {
		"input": role([trust({"StringEquals": {aud: ["sts.amazonaws.com"]}})]),
		"applies": true,
		"violation": {any_service_account},
	},
	"a condition that holds for tokens without the claim names nobody": {
		"input": role([trust({
			"StringEqualsIfExists": {sub: ["system:serviceaccount:serving:fraud"]},
			"StringEquals": {aud: ["sts.amazonaws.com"]},
		})]),
		"applies": true,
		"violation": {any_service_account},
	},
	"no condition fails twice": {
		"input": role([unconditional]),
		"applies": true,
		"violation": {any_service_account, any_audience},
	},
	"no value names nobody": {
		"input": role([trust({"StringEquals": {sub: [], aud: ["sts.amazonaws.com"]}})]),
		"applies": true,
		"violation": {any_service_account},
	},
	"a role of a service is another matter": {
		"input": role([{
			"Effect": "Allow",
			"Principal": {"Service": ["ec2.amazonaws.com"]},
			"Action": ["sts:AssumeRole"],
		}]),
		"applies": false,
		"violation": set(),
	},
	"so is another identity provider": {
		"input": role([object.union(
			trust({}),
			{"Principal": {"Federated": ["arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"]}},
		)]),
		"applies": false,
		"violation": set(),
	},
}

provider := "oidc.eks.ap-northeast-1.amazonaws.com/id/EXAMPLE"

sub := "oidc.eks.ap-northeast-1.amazonaws.com/id/EXAMPLE:sub"

aud := "oidc.eks.ap-northeast-1.amazonaws.com/id/EXAMPLE:aud"

trust(condition) := {
	"Effect": "Allow",
	"Principal": {"Federated": [concat("", ["arn:aws:iam::123456789012:oidc-provider/", provider])]},
	"Action": ["sts:AssumeRoleWithWebIdentity"],
	"Condition": condition,
}

unconditional := {
	"Effect": "Allow",
	"Principal": {"Federated": [concat("", ["arn:aws:iam::123456789012:oidc-provider/", provider])]},
	"Action": ["sts:AssumeRoleWithWebIdentity"],
}

role(statements) := {"resource": {"properties": {"AssumeRolePolicyDocument": {"Statement": statements}}}}

any_service_account := {
	"code": "any_service_account",
	"args": {"provider": provider, "statement": "0"},
	"evidence": ["/resource/properties/AssumeRolePolicyDocument/Statement/0"],
}

any_audience := {
	"code": "any_audience",
	"args": {"provider": provider, "statement": "0"},
	"evidence": ["/resource/properties/AssumeRolePolicyDocument/Statement/0"],
}
