package controls.sagemaker.space_private_test

import data.controls.sagemaker.space_private as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"a private space passes": {"input": space("Private"), "violation": set()},
	"a shared one fails": {
		"input": space("Shared"),
		"violation": {{
			"code": "shared",
			"args": {"domain": "d-1"},
			"evidence": ["/resource/properties/SpaceSharingSettings/SharingType"],
		}},
	},
	"and one of which nothing else is known": {
		"input": {"resource": {"properties": {"SpaceSharingSettings": {"SharingType": "Shared"}}}},
		"violation": {{
			"code": "shared",
			"args": {"domain": "?"},
			"evidence": ["/resource/properties/SpaceSharingSettings/SharingType"],
		}},
	},
}

space(type) := {"resource": {"properties": {"DomainId": "d-1", "SpaceSharingSettings": {"SharingType": type}}}}
