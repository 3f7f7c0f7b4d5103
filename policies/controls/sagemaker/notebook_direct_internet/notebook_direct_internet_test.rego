package controls.sagemaker.notebook_direct_internet_test

import data.controls.sagemaker.notebook_direct_internet as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"disabled passes": {
		"input": notebook({"DirectInternetAccess": "Disabled"}),
		"violation": set(),
	},
	"enabled fails": {
		"input": notebook({"DirectInternetAccess": "Enabled"}),
		"violation": {{"code": "enabled", "evidence": ["/resource/properties/DirectInternetAccess"]}},
	},
	"absent fails, for AWS enables it": {
		"input": notebook({"SubnetId": "subnet-0aaaaaaaaaaaaaaaa"}),
		"violation": {{"code": "default", "evidence": ["/resource/properties/DirectInternetAccess"]}},
	},
}

notebook(properties) := {"resource": {"properties": properties}}
