package controls.sagemaker.domain_vpc_only_test

import data.controls.sagemaker.domain_vpc_only as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"the VPC only passes": {
		"input": domain({"AppNetworkAccessType": "VpcOnly"}),
		"violation": set(),
	},
	"public fails, though it lives in a VPC": {
		"input": domain({"AppNetworkAccessType": "PublicInternetOnly", "VpcId": "vpc-0aaaaaaaaaaaaaaaa"}),
		"violation": {{
			"code": "public",
			"args": {"access": "PublicInternetOnly"},
			"evidence": ["/resource/properties/AppNetworkAccessType"],
		}},
	},
	"absent fails, for AWS goes by the public network": {
		"input": domain({"VpcId": "vpc-0aaaaaaaaaaaaaaaa"}),
		"violation": {{"code": "default", "evidence": ["/resource/properties/AppNetworkAccessType"]}},
	},
}

domain(properties) := {"resource": {"properties": properties}}
