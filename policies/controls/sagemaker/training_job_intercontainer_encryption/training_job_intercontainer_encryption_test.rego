package controls.sagemaker.training_job_intercontainer_encryption_test

import data.controls.sagemaker.training_job_intercontainer_encryption as control

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
	"encrypted traffic passes": {
		"input": job({"InstanceCount": 2}, true),
		"applies": true,
		"violation": set(),
	},
	"traffic in the clear fails": {
		"input": job({"InstanceCount": 2}, false),
		"applies": true,
		"violation": {clear},
	},
	"absent fails, for AWS does not encrypt by itself": {
		"input": {"resource": {"properties": {"ResourceConfig": {"InstanceCount": 4}}}},
		"applies": true,
		"violation": {clear},
	},
	"groups of instances are counted together": {
		"input": job(
			{"InstanceGroups": [
				{"InstanceGroupName": "cpu", "InstanceCount": 1},
				{"InstanceGroupName": "gpu", "InstanceCount": 1},
			]},
			false,
		),
		"applies": true,
		"violation": {clear},
	},
	"one instance exchanges nothing": {
		"input": job({"InstanceCount": 1}, false),
		"applies": false,
		"violation": {clear},
	},
	"serverless jobs have no instances to join": {
		"input": {"resource": {"properties": {"TrainingJobName": "tune"}}},
		"applies": false,
		"violation": {clear},
	},
}

job(resources, encrypted) := {"resource": {"properties": {
	"ResourceConfig": resources,
	"EnableInterContainerTrafficEncryption": encrypted,
}}}

clear := {"code": "clear", "evidence": ["/resource/properties/EnableInterContainerTrafficEncryption"]}
