package controls.sagemaker.notebook_root_access_test

import data.controls.sagemaker.notebook_root_access as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"disabled passes": {
		"input": notebook({"RootAccess": "Disabled"}),
		"violation": set(),
	},
	"enabled fails": {
		"input": notebook({"RootAccess": "Enabled"}),
		"violation": {{"code": "enabled", "evidence": ["/resource/properties/RootAccess"]}},
	},
	"direct internet access has nothing to do with it": {
		"input": notebook({"RootAccess": "Disabled", "DirectInternetAccess": "Enabled"}),
		"violation": set(),
	},
	"absent fails, for AWS enables it": {
		"input": notebook({"DirectInternetAccess": "Disabled"}),
		"violation": {{"code": "default", "evidence": ["/resource/properties/RootAccess"]}},
	},
}

notebook(properties) := {"resource": {"properties": properties}}
