package controls.sagemaker.automl_job_isolation_test

import data.controls.sagemaker.automl_job_isolation as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"subnets and encrypted traffic pass": {
		"input": job({
			"VpcConfig": {"Subnets": ["subnet-0aaaaaaaaaaaaaaaa"], "SecurityGroupIds": ["sg-1"]},
			"EnableInterContainerTrafficEncryption": true,
		}),
		"violation": set(),
	},
	"a VPC alone leaves the traffic": {
		"input": job({
			"VpcConfig": {"Subnets": ["subnet-0aaaaaaaaaaaaaaaa"]},
			"EnableInterContainerTrafficEncryption": false,
		}),
		"violation": {clear},
	},
	"encrypted traffic alone leaves the VPC": {
		"input": job({"EnableInterContainerTrafficEncryption": true}),
		"violation": {no_vpc},
	},
	"nothing said fails twice": {
		"input": {"resource": {"properties": {"AutoMLJobName": "churn"}}},
		"violation": {clear, no_vpc},
	},
}

job(security) := {"resource": {"properties": {"SecurityConfig": security}}}

no_vpc := {"code": "no_vpc", "evidence": ["/resource/properties/SecurityConfig/VpcConfig"]}

clear := {
	"code": "clear",
	"evidence": ["/resource/properties/SecurityConfig/EnableInterContainerTrafficEncryption"],
}
