package controls.sagemaker.domain_sso_test

import data.controls.sagemaker.domain_sso as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"Identity Center passes": {
		"input": domain({"AuthMode": "SSO"}),
		"violation": set(),
	},
	"IAM fails": {
		"input": domain({"AuthMode": "IAM"}),
		"violation": {{"code": "iam", "args": {"mode": "IAM"}, "evidence": ["/resource/properties/AuthMode"]}},
	},
	"nothing said fails": {
		"input": domain({"DomainName": "ml"}),
		"violation": {{"code": "unsaid", "evidence": ["/resource/properties/AuthMode"]}},
	},
}

domain(properties) := {"resource": {"properties": properties}}
