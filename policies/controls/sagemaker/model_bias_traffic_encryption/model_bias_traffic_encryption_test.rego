package controls.sagemaker.model_bias_traffic_encryption_test

import data.controls.sagemaker.model_bias_traffic_encryption as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

test_applies[name] if {
	some name, case in cases
	applies := [true | control.applies with input as case.input]
	[case.applies | case.applies == true] == applies
}

cases := {
	"encrypted passes": {
		"input": definition({"EnableInterContainerTrafficEncryption": true}, {"InstanceCount": 2}),
		"applies": true,
		"violation": set(),
	},
	"not encrypted fails": {
		"input": definition({"EnableInterContainerTrafficEncryption": false}, {"InstanceCount": 2}),
		"applies": true,
		"violation": {{"code": "open", "evidence": [encryption]}},
	},
	"isolation does not encrypt": {
		"input": definition({"EnableNetworkIsolation": true}, {"InstanceCount": 4}),
		"applies": true,
		"violation": {{"code": "open", "evidence": [encryption]}},
	},
	"a single instance has nobody to talk to": {
		"input": definition({}, {"InstanceCount": 1}),
		"applies": false,
		"violation": {{"code": "open", "evidence": [encryption]}},
	},
	"without a count it is judged": {
		"input": definition({}, {}),
		"applies": true,
		"violation": {{"code": "open", "evidence": [encryption]}},
	},
	"a count that a template does not tell is judged": {
		"input": definition({}, {"InstanceCount": "1"}),
		"applies": true,
		"violation": {{"code": "open", "evidence": [encryption]}},
	},
}

encryption := "/resource/properties/NetworkConfig/EnableInterContainerTrafficEncryption"

definition(network, cluster) := {"resource": {"properties": {
	"NetworkConfig": network,
	"JobResources": {"ClusterConfig": cluster},
}}}
