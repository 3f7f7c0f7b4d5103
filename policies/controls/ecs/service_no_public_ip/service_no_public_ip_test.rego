package controls.ecs.service_no_public_ip_test

import data.controls.ecs.service_no_public_ip as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"private tasks pass": {
		"input": service(network("DISABLED"), [{"Id": "ecs-svc/1", "NetworkConfiguration": network("DISABLED")}]),
		"violation": set(),
	},
	"tasks without an interface of their own pass, and so does AWS's default": {
		"input": service({}, [{"NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": ["subnet-1"]}}}]),
		"violation": set(),
	},
	"public tasks fail": {
		"input": service(network("ENABLED"), []),
		"violation": {{
			"code": "service",
			"evidence": ["/resource/properties/NetworkConfiguration/AwsvpcConfiguration/AssignPublicIp"],
		}},
	},
	"public tasks of a task set fail, whatever the service says": {
		"input": service(network("DISABLED"), [{"Id": "ecs-svc/1"}, {"Id": "ecs-svc/2", "NetworkConfiguration": network("ENABLED")}]),
		"violation": {{"code": "task_set", "args": {"set": "ecs-svc/2"}, "evidence": ["/resource/runtime/TaskSets/1"]}},
	},
}

service(configuration, sets) := {"resource": {
	"properties": {"NetworkConfiguration": configuration},
	"runtime": {"TaskSets": sets},
}}

network(public) := {"AwsvpcConfiguration": {"Subnets": ["subnet-1"], "AssignPublicIp": public}}
