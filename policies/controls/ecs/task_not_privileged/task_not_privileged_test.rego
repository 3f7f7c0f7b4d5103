package controls.ecs.task_not_privileged_test

import data.controls.ecs.task_not_privileged as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"a task that asks for a GPU, a plain user and a volume of its own passes": {
		"input": task({
			"NetworkMode": "awsvpc",
			"PidMode": "task",
			"ContainerDefinitions": [container({
				"User": "1000:0",
				"Privileged": false,
				"LinuxParameters": {"Capabilities": {"Add": ["CHOWN", "net_raw"]}},
			})],
			"Volumes": [{"Name": "cache", "Host": {}}],
		}),
		"violation": set(),
	},
	"nothing said is nothing granted": {
		"input": task({}),
		"violation": set(),
	},
	"a privileged container fails": {
		"input": task({"ContainerDefinitions": [container({}), {"Privileged": true}]}),
		"violation": {{
			"code": "privileged",
			"args": {"container": "?"},
			"evidence": ["/resource/properties/ContainerDefinitions/1"],
		}},
	},
	"root fails, by its name and by its number, with a group and without": {
		"input": task({"ContainerDefinitions": [container({"User": user}) | some user in ["root", "0", "root:users", "0:1000", "rooter", "00001"]]}),
		"violation": {at("root", {}, index) | some index in [0, 1, 2, 3]},
	},
	"a capability beyond Docker's own fails": {
		"input": task({"ContainerDefinitions": [container({"LinuxParameters": {"Capabilities": {"Add": ["CHOWN", "SYS_ADMIN"]}}})]}),
		"violation": {at("capability", {"capability": "SYS_ADMIN"}, 0)},
	},
	"the instance's namespaces fail": {
		"input": task({"NetworkMode": "host", "PidMode": "host", "IpcMode": "host"}),
		"violation": {
			{"code": "host", "args": {"what": "the network"}, "evidence": ["/resource/properties/NetworkMode"]},
			{"code": "host", "args": {"what": "the processes"}, "evidence": ["/resource/properties/PidMode"]},
			{
				"code": "host",
				"args": {"what": "the inter-process communication"},
				"evidence": ["/resource/properties/IpcMode"],
			},
		},
	},
	"the instance's files fail": {
		"input": task({"Volumes": [{"Name": "own"}, {"Name": "docker", "Host": {"SourcePath": "/var/run/docker.sock"}}]}),
		"violation": {{
			"code": "host_path",
			"args": {"path": "/var/run/docker.sock"},
			"evidence": ["/resource/properties/Volumes/1"],
		}},
	},
}

test_fargate_has_no_instance_to_hold if {
	not control.applies with input as task({"RequiresCompatibilities": ["FARGATE"]})
	control.applies with input as task({"RequiresCompatibilities": ["EC2", "FARGATE"]})
	control.applies with input as task({})
}

task(properties) := {"resource": {"properties": properties}}

container(rest) := object.union({"Name": "serve", "Image": "rerank:1"}, rest)

at(code, args, index) := {
	"code": code,
	"args": object.union({"container": "serve"}, args),
	"evidence": [concat("/", ["/resource/properties/ContainerDefinitions", format_int(index, 10)])],
}
