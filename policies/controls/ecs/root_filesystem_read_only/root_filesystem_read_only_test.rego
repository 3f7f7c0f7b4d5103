package controls.ecs.root_filesystem_read_only_test

import data.controls.ecs.root_filesystem_read_only as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"read-only root file systems pass": {
		"input": task([{"Name": "serve", "ReadonlyRootFilesystem": true}]),
		"violation": set(),
	},
	"a writable one fails, by its own word or by ECS's default": {
		"input": task([
			{"Name": "serve", "ReadonlyRootFilesystem": true},
			{"Name": "log", "ReadonlyRootFilesystem": false},
			{"Image": "proxy"},
		]),
		"violation": {writable(1, "log"), writable(2, "?")},
	},
}

test_windows_is_out_of_scope if {
	not control.applies with input as on("WINDOWS_SERVER_2022_CORE")
	control.applies with input as on("LINUX")
	control.applies with input as task([])
}

task(containers) := {"resource": {"properties": {"ContainerDefinitions": containers}}}

on(system) := {"resource": {"properties": {"RuntimePlatform": {"OperatingSystemFamily": system}}}}

writable(index, container) := {
	"code": "writable",
	"args": {"container": container},
	"evidence": [concat("/", ["/resource/properties/ContainerDefinitions", format_int(index, 10)])],
}
