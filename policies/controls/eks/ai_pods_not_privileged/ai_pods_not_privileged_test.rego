package controls.eks.ai_pods_not_privileged_test

import data.controls.eks.ai_pods_not_privileged as control

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
	"a plain pod passes": {
		"input": ray({"containers": [{"name": "head", "securityContext": {"capabilities": {"add": ["NET_BIND_SERVICE"]}}}]}),
		"applies": true,
		"violation": set(),
	},
	"a privileged container fails": {
		"input": ray({"containers": [{"name": "head"}, {"name": "worker", "securityContext": {"privileged": true}}]}),
		"applies": true,
		"violation": {{"code": "privileged", "args": {"container": "worker"}, "evidence": [concat("", [spec, "/containers/1"])]}},
	},
	"so does one that only prepares": {
		"input": ray({"initContainers": [{"securityContext": {"privileged": true}}], "containers": [{"name": "head"}]}),
		"applies": true,
		"violation": {{"code": "privileged", "args": {"container": "?"}, "evidence": [concat("", [spec, "/initContainers/0"])]}},
	},
	"root by the container's own word fails": {
		"input": ray({"containers": [{"name": "head", "securityContext": {"runAsUser": 0}}]}),
		"applies": true,
		"violation": {{"code": "root", "args": {"container": "head"}, "evidence": [concat("", [spec, "/containers/0"])]}},
	},
	"root by the pod's word fails, where a container does not say otherwise": {
		"input": ray({
			"securityContext": {"runAsUser": 0},
			"containers": [{"name": "head"}, {"name": "log", "securityContext": {"runAsUser": 1000}}],
		}),
		"applies": true,
		"violation": {{
			"code": "root",
			"args": {"container": "head"},
			"evidence": [concat("", [spec, "/securityContext/runAsUser"]), concat("", [spec, "/containers/0"])],
		}},
	},
	"root by the pod's word fails for what runs before, too": {
		"input": ray({
			"securityContext": {"runAsUser": 0},
			"initContainers": [{"name": "fetch"}],
			"containers": [{"name": "head", "securityContext": {"runAsUser": 1000}}],
		}),
		"applies": true,
		"violation": {{
			"code": "root",
			"args": {"container": "fetch"},
			"evidence": [concat("", [spec, "/securityContext/runAsUser"]), concat("", [spec, "/initContainers/0"])],
		}},
	},
	"an added capability fails, with or without its prefix": {
		"input": ray({"containers": [{"name": "head", "securityContext": {"capabilities": {"add": ["CAP_CHOWN", "sys_admin"]}}}]}),
		"applies": true,
		"violation": {{
			"code": "capability",
			"args": {"container": "head", "capability": "sys_admin"},
			"evidence": [concat("", [spec, "/containers/0"])],
		}},
	},
	"the node's namespaces fail": {
		"input": ray({"hostNetwork": true, "hostPID": true, "hostIPC": false, "containers": [{"name": "head"}]}),
		"applies": true,
		"violation": {
			{"code": "host", "args": {"what": "the network"}, "evidence": [concat("", [spec, "/hostNetwork"])]},
			{"code": "host", "args": {"what": "the processes"}, "evidence": [concat("", [spec, "/hostPID"])]},
		},
	},
	"the node's files fail": {
		"input": ray({
			"containers": [{"name": "head"}],
			"volumes": [{"name": "shm", "hostPath": {"path": "/dev/shm"}}, {"name": "odd", "hostPath": {}}],
		}),
		"applies": true,
		"violation": {
			{"code": "host_path", "args": {"path": "/dev/shm"}, "evidence": [concat("", [spec, "/volumes/0"])]},
			{"code": "host_path", "args": {"path": "?"}, "evidence": [concat("", [spec, "/volumes/1"])]},
		},
	},
	"other workloads are another matter": {
		"input": {"resource": {"properties": {
			"kind": "DaemonSet",
			"podTemplates": [{"spec": {"hostNetwork": true, "containers": [{"name": "aws-node"}]}}],
		}}},
		"applies": false,
		"violation": {{"code": "host", "args": {"what": "the network"}, "evidence": [concat("", [spec, "/hostNetwork"])]}},
	},
}

spec := "/resource/properties/podTemplates/0/spec"

ray(template) := {"resource": {"properties": {
	"kind": "RayCluster",
	"podTemplates": [{"place": "/spec/headGroupSpec/template", "spec": template}],
}}}
