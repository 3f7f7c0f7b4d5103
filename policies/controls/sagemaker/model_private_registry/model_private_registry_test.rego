package controls.sagemaker.model_private_registry_test

import data.controls.sagemaker.model_private_registry as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"every container through the VPC passes": {
		"input": model({"PrimaryContainer": container("Vpc"), "Containers": [container("Vpc"), container("Vpc")]}),
		"violation": set(),
	},
	"one container of several past the VPC fails": {
		"input": model({"Containers": [container("Vpc"), container("Platform")]}),
		"violation": {platform("/resource/properties/Containers/1")},
	},
	"absent fails, for AWS pulls over its own network": {
		"input": model({"PrimaryContainer": {"Image": "public.ecr.aws/x/y:1"}}),
		"violation": {platform("/resource/properties/PrimaryContainer")},
	},
	"a VpcConfig does not make the image come through it": {
		"input": model({"PrimaryContainer": container("Platform"), "VpcConfig": {"Subnets": ["subnet-0aaaaaaaaaaaaaaaa"]}}),
		"violation": {platform("/resource/properties/PrimaryContainer")},
	},
	"no container fails": {
		"input": model({}),
		"violation": {{
			"code": "no_container",
			"evidence": ["/resource/properties/PrimaryContainer", "/resource/properties/Containers"],
		}},
	},
}

model(properties) := {"resource": {"properties": properties}}

container(mode) := {
	"Image": "123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/fraud:1",
	"ImageConfig": {"RepositoryAccessMode": mode},
}

platform(pointer) := {
	"code": "platform",
	"args": {"container": pointer},
	"evidence": [concat("", [pointer, "/ImageConfig/RepositoryAccessMode"])],
}
