package controls.sagemaker.data_quality_isolation_test

import data.controls.sagemaker.data_quality_isolation as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"isolated passes": {
		"input": definition({"EnableNetworkIsolation": true}),
		"violation": set(),
	},
	"not isolated fails": {
		"input": definition({"EnableNetworkIsolation": false, "EnableInterContainerTrafficEncryption": true}),
		"violation": {{"code": "open", "evidence": [isolation]}},
	},
	"a VPC alone does not isolate": {
		"input": definition({"VpcConfig": {"Subnets": ["subnet-0aaaaaaaaaaaaaaaa"]}}),
		"violation": {{"code": "open", "evidence": [isolation]}},
	},
	"nothing said fails, for AWS does not isolate by itself": {
		"input": {"resource": {"properties": {"JobDefinitionName": "fraud"}}},
		"violation": {{"code": "open", "evidence": [isolation]}},
	},
}

isolation := "/resource/properties/NetworkConfig/EnableNetworkIsolation"

definition(network) := {"resource": {"properties": {"JobDefinitionName": "fraud", "NetworkConfig": network}}}
