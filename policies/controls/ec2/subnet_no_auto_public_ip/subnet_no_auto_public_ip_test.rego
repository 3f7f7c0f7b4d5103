package controls.ec2.subnet_no_auto_public_ip_test

import data.controls.ec2.subnet_no_auto_public_ip as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

test_applies[name] if {
	some name, case in applicability
	[true | control.applies with input as case.input] == case.applies
}

cases := {
	"none assigned passes": {"input": subnet({"MapPublicIpOnLaunch": false}), "violation": set()},
	"nothing said passes": {"input": subnet({}), "violation": set()},
	"assigned by itself fails": {
		"input": subnet({"MapPublicIpOnLaunch": true}),
		"violation": {{"code": "assigned", "evidence": ["/resource/properties/MapPublicIpOnLaunch"]}},
	},
}

applicability := {
	"a training job's subnet is judged": {"input": {"refs": {"trainingJobs": [{"id": "j"}]}}, "applies": [true]},
	"a node group's subnet is judged": {"input": {"refs": {"nodegroups": [{"id": "n"}]}}, "applies": [true]},
	"and that of a Fargate profile": {"input": {"refs": {"fargateProfiles": [{"id": "f"}]}}, "applies": [true]},
	"a subnet of none of them is not": {"input": {"refs": {"trainingJobs": []}}, "applies": []},
}

subnet(properties) := {"resource": {"properties": properties}, "refs": {"trainingJobs": [{"id": "j"}]}}
