package controls.iam.oidc_provider_exists_test

import data.controls.iam.oidc_provider_exists as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"a provider that exists passes": {
		"input": role([trust([provider])], {provider: {"id": provider}}),
		"violation": set(),
	},
	"SAML, providers that AWS knows by itself, and denials are another matter": {
		"input": role(
			[
				trust(["arn:aws:iam::123456789012:saml-provider/idp"]),
				trust(["accounts.google.com"]),
				object.union(trust([provider]), {"Effect": "Deny"}),
			],
			{},
		),
		"violation": set(),
	},
	"one that is gone fails": {
		"input": role([trust(["accounts.google.com"]), trust([provider])], {}),
		"violation": {{
			"code": "gone",
			"args": {"provider": provider, "statement": "1"},
			"evidence": [
				"/resource/properties/AssumeRolePolicyDocument/Statement/1",
				"/refs/oidcProviders/arn:aws:iam::123456789012:oidc-provider~1oidc.eks.ap-northeast-1.amazonaws.com~1id~1EXAMPLE",
			],
		}},
	},
}

provider := "arn:aws:iam::123456789012:oidc-provider/oidc.eks.ap-northeast-1.amazonaws.com/id/EXAMPLE"

trust(federated) := {
	"Effect": "Allow",
	"Action": ["sts:AssumeRoleWithWebIdentity"],
	"Principal": {"Federated": federated},
}

role(statements, known) := {
	"resource": {"properties": {"AssumeRolePolicyDocument": {"Statement": statements}}},
	"refs": {"oidcProviders": known},
}
