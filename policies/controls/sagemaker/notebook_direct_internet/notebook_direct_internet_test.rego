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
	"root access has nothing to do with it": {
		"input": notebook({"DirectInternetAccess": "Enabled", "RootAccess": "Disabled"}),
		"violation": {{"code": "enabled", "evidence": ["/resource/properties/DirectInternetAccess"]}},
	},
	"root access does not make a disabled route fail": {
		"input": notebook({"DirectInternetAccess": "Disabled", "RootAccess": "Enabled"}),
		"violation": set(),
	},
	"absent fails, for AWS enables it": {
		"input": notebook({"SubnetId": "subnet-0aaaaaaaaaaaaaaaa"}),
		"violation": {{"code": "default", "evidence": ["/resource/properties/DirectInternetAccess"]}},
	},
}

notebook(properties) := {"resource": {"properties": properties}}
