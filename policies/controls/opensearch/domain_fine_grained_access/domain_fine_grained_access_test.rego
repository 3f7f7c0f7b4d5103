package controls.opensearch.domain_fine_grained_access_test

import data.controls.opensearch.domain_fine_grained_access as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"access by IAM identities passes": {
		"input": domain({"Enabled": true, "InternalUserDatabaseEnabled": false}),
		"violation": set(),
	},
	"off fails, as it is by default": {
		"input": {"resource": {"properties": {}}},
		"violation": {{"code": "off", "evidence": ["/resource/properties/AdvancedSecurityOptions/Enabled"]}},
	},
	"users of its own and anonymous ones fail": {
		"input": domain({"Enabled": true, "InternalUserDatabaseEnabled": true, "AnonymousAuthEnabled": true}),
		"violation": {
			{
				"code": "internal_users",
				"evidence": ["/resource/properties/AdvancedSecurityOptions/InternalUserDatabaseEnabled"],
			},
			{
				"code": "anonymous",
				"evidence": ["/resource/properties/AdvancedSecurityOptions/AnonymousAuthEnabled"],
			},
		},
	},
}

domain(options) := {"resource": {"properties": {"AdvancedSecurityOptions": options}}}
