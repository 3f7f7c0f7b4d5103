package controls.sagemaker.training_job_network_isolation_test

import data.controls.sagemaker.training_job_network_isolation as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"isolated passes": {
		"input": job({"EnableNetworkIsolation": true}),
		"violation": set(),
	},
	"not isolated fails": {
		"input": job({"EnableNetworkIsolation": false}),
		"violation": {open},
	},
	"absent fails, for AWS does not isolate by itself": {
		"input": job({"VpcConfig": {"Subnets": ["subnet-0aaaaaaaaaaaaaaaa"]}}),
		"violation": {open},
	},
}

job(properties) := {"resource": {"properties": properties}}

open := {"code": "open", "evidence": ["/resource/properties/EnableNetworkIsolation"]}
