package controls.sagemaker.model_quality_traffic_encryption_test

import data.controls.sagemaker.model_quality_traffic_encryption as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"encrypted passes": {
		"input": definition({"EnableInterContainerTrafficEncryption": true}, {"InstanceCount": 2}),
		"violation": set(),
	},
	"not encrypted fails": {
		"input": definition({"EnableInterContainerTrafficEncryption": false}, {"InstanceCount": 2}),
		"violation": {{"code": "open", "evidence": [encryption]}},
	},
	"isolation does not encrypt": {
		"input": definition({"EnableNetworkIsolation": true}, {"InstanceCount": 4}),
		"violation": {{"code": "open", "evidence": [encryption]}},
	},
	"a single instance is judged all the same, for a definition may grow": {
		"input": definition({"EnableInterContainerTrafficEncryption": false}, {"InstanceCount": 1}),
		"violation": {{"code": "open", "evidence": [encryption]}},
	},
}

encryption := "/resource/properties/NetworkConfig/EnableInterContainerTrafficEncryption"

definition(network, cluster) := {"resource": {"properties": {
	"NetworkConfig": network,
	"JobResources": {"ClusterConfig": cluster},
}}}
