package controls.ecs.containers_logged_test

import data.controls.ecs.containers_logged as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"logs that are sent away pass": {
		"input": task([container("awslogs"), container("awsfirelens")]),
		"violation": set(),
	},
	"a container without a log driver fails, whatever the others do": {
		"input": task([container("awslogs"), {"Name": "proxy"}, {"LogConfiguration": {}}]),
		"violation": {
			{"code": "none", "args": {"container": "proxy"}, "evidence": [at(1)]},
			{"code": "none", "args": {"container": "?"}, "evidence": [at(2)]},
		},
	},
	"logs that stay on the instance fail": {
		"input": task([container("json-file"), container("journald")]),
		"violation": {
			{"code": "local", "args": {"container": "serve", "driver": "json-file"}, "evidence": [at(0)]},
			{"code": "local", "args": {"container": "serve", "driver": "journald"}, "evidence": [at(1)]},
		},
	},
}

task(containers) := {"resource": {"properties": {"ContainerDefinitions": containers}}}

container(driver) := {"Name": "serve", "LogConfiguration": {"LogDriver": driver}}

at(index) := concat("/", ["/resource/properties/ContainerDefinitions", format_int(index, 10)])
