package controls.sagemaker.notebook_in_vpc_test

import data.controls.sagemaker.notebook_in_vpc as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"a subnet passes": {
		"input": notebook({"SubnetId": "subnet-0aaaaaaaaaaaaaaaa"}),
		"violation": set(),
	},
	"no subnet fails, whatever direct internet access says": {
		"input": notebook({"DirectInternetAccess": "Disabled"}),
		"violation": {no_subnet},
	},
	"an empty subnet is none": {
		"input": notebook({"SubnetId": ""}),
		"violation": {no_subnet},
	},
}

notebook(properties) := {"resource": {"properties": properties}}

no_subnet := {"code": "no_subnet", "evidence": ["/resource/properties/SubnetId"]}
