package controls.sagemaker.processing_job_in_vpc_test

import data.controls.sagemaker.processing_job_in_vpc as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"subnets pass": {
		"input": job({"VpcConfig": {"Subnets": ["subnet-0aaaaaaaaaaaaaaaa"], "SecurityGroupIds": ["sg-1"]}}),
		"violation": set(),
	},
	"isolation alone is no VPC": {
		"input": job({"EnableNetworkIsolation": true}),
		"violation": {no_vpc},
	},
	"a VPC without subnets is none": {
		"input": job({"VpcConfig": {"Subnets": []}}),
		"violation": {no_vpc},
	},
	"nothing said fails": {
		"input": {"resource": {"properties": {"ProcessingJobName": "mask"}}},
		"violation": {no_vpc},
	},
}

job(network) := {"resource": {"properties": {"NetworkConfig": network}}}

no_vpc := {"code": "no_vpc", "evidence": ["/resource/properties/NetworkConfig/VpcConfig"]}
