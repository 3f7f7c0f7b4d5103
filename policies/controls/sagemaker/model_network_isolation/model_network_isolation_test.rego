package controls.sagemaker.model_network_isolation_test

import data.controls.sagemaker.model_network_isolation as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"isolated passes": {
		"input": model({"EnableNetworkIsolation": true}),
		"violation": set(),
	},
	"not isolated fails": {
		"input": model({"EnableNetworkIsolation": false}),
		"violation": {open},
	},
	"absent fails, for AWS does not isolate by itself": {
		"input": model({"VpcConfig": {"Subnets": ["subnet-0aaaaaaaaaaaaaaaa"]}}),
		"violation": {open},
	},
}

model(properties) := {"resource": {"properties": properties}}

open := {"code": "open", "evidence": ["/resource/properties/EnableNetworkIsolation"]}
