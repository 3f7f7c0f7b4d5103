package controls.kms.grants_scoped_test

import data.controls.kms.grants_scoped as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"a role of the account, one of a trusted account, and a service pass": {
		"input": grant("arn:aws:iam::123456789012:role/Train", ["Decrypt"], {}),
		"violation": set(),
	},
	"a trusted account passes": {
		"input": grant("arn:aws:iam::444455556666:role/Train", ["Decrypt"], {}),
		"violation": set(),
	},
	"a service passes, whatever it may do": {
		"input": grant("rds.ap-northeast-1.amazonaws.com", ["Decrypt", "CreateGrant"], {}),
		"violation": set(),
	},
	"a constraint binds whoever is granted": {
		"input": grant(
			"arn:aws:iam::123456789012:role/Train",
			["Decrypt", "CreateGrant"],
			{"Constraints": {"EncryptionContextSubset": {"team": "fraud"}}},
		),
		"violation": set(),
	},
	"a foreign account fails": {
		"input": grant("arn:aws:iam::999988887777:role/Label", ["Decrypt"], {}),
		"violation": {{
			"code": "foreign",
			"args": {"account": "999988887777", "grantee": "arn:aws:iam::999988887777:role/Label"},
			"evidence": ["/resource/properties/GranteePrincipal", "/params/iam/trusted_accounts"],
		}},
	},
	"one who may grant further fails": {
		"input": grant("arn:aws:iam::123456789012:role/Train", ["Decrypt", "CreateGrant"], {"Constraints": {}}),
		"violation": {{
			"code": "handed_on",
			"args": {"grantee": "arn:aws:iam::123456789012:role/Train"},
			"evidence": [
				"/resource/properties/GranteePrincipal",
				"/resource/properties/Operations",
				"/resource/properties/Constraints",
			],
		}},
	},
}

grant(grantee, operations, more) := {
	"resource": {
		"account": "123456789012",
		"properties": object.union({"GranteePrincipal": grantee, "Operations": operations}, more),
	},
	"params": {"iam": {"trusted_accounts": ["444455556666"]}},
}
