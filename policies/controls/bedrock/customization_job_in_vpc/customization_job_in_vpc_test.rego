package controls.bedrock.customization_job_in_vpc_test

import data.controls.bedrock.customization_job_in_vpc as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"a job in subnets passes": {
		"input": job({"vpcConfig": {"subnetIds": ["subnet-1"], "securityGroupIds": ["sg-1"]}}),
		"violation": set(),
	},
	"a job without fails": {
		"input": job({}),
		"violation": {{"code": "no_subnets", "evidence": ["/resource/properties/vpcConfig/subnetIds"]}},
	},
	"a list of no subnets is none": {
		"input": job({"vpcConfig": {"subnetIds": []}}),
		"violation": {{"code": "no_subnets", "evidence": ["/resource/properties/vpcConfig/subnetIds"]}},
	},
}

job(properties) := {"resource": {"properties": object.union({"jobName": "tune"}, properties)}}
