package controls.sagemaker.notebook_imdsv2_test

import data.controls.sagemaker.notebook_imdsv2 as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"version 2 passes": {
		"input": notebook({"InstanceMetadataServiceConfiguration": {"MinimumInstanceMetadataServiceVersion": "2"}}),
		"violation": set(),
	},
	"version 1 fails": {
		"input": notebook({"InstanceMetadataServiceConfiguration": {"MinimumInstanceMetadataServiceVersion": "1"}}),
		"violation": {{"code": "version_1", "args": {"version": "1"}, "evidence": [minimum]}},
	},
	"absent fails, for AWS allows version 1": {
		"input": notebook({"RootAccess": "Disabled"}),
		"violation": {{"code": "default", "evidence": [minimum]}},
	},
}

minimum := "/resource/properties/InstanceMetadataServiceConfiguration/MinimumInstanceMetadataServiceVersion"

notebook(properties) := {"resource": {"properties": properties}}
