package controls.eks.irsa_audience_test

import data.controls.eks.irsa_audience as control

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
	"the audience of STS passes": {
		"input": role(trust({"StringEquals": {aud: ["sts.amazonaws.com"]}})),
		"applies": true,
		"violation": set(),
	},
	"no condition on the audience fails": {
		"input": role(trust({"StringEquals": {sub: ["system:serviceaccount:serving:fraud"]}})),
		"applies": true,
		"violation": {any_audience},
	},
	"a condition that holds for tokens without the claim fails": {
		"input": role(trust({"StringEqualsIfExists": {aud: ["sts.amazonaws.com"]}})),
		"applies": true,
		"violation": {any_audience},
	},
	"another audience beside STS fails": {
		"input": role(trust({"StringEquals": {aud: ["sts.amazonaws.com", "vault"]}})),
		"applies": true,
		"violation": {any_audience},
	},
	"so does any audience": {
		"input": role(trust({"StringLike": {aud: ["*"]}})),
		"applies": true,
		"violation": {any_audience},
	},
	"no value names none": {
		"input": role(trust({"StringEquals": {aud: []}})),
		"applies": true,
		"violation": {any_audience},
	},
	"a role of a service is another matter": {
		"input": role({"Effect": "Allow", "Principal": {"Service": ["ec2.amazonaws.com"]}, "Action": ["sts:AssumeRole"]}),
		"applies": false,
		"violation": set(),
	},
	"so is another identity provider": {
		"input": role(object.union(
			trust({}),
			{"Principal": {"Federated": ["arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"]}},
		)),
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

role(statement) := {"resource": {"properties": {"AssumeRolePolicyDocument": {"Statement": [statement]}}}}

any_audience := {
	"code": "any_audience",
	"args": {"provider": provider, "statement": "0"},
	"evidence": ["/resource/properties/AssumeRolePolicyDocument/Statement/0"],
}
