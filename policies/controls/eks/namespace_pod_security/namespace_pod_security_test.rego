package controls.eks.namespace_pod_security_test

import data.controls.eks.namespace_pod_security as control

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
	"baseline passes": {"input": namespace({enforce: "baseline"}, [ray]), "applies": true, "violation": set()},
	"restricted passes": {"input": namespace({enforce: "restricted"}, [ray]), "applies": true, "violation": set()},
	"privileged forbids nothing": {
		"input": namespace({enforce: "privileged"}, [ray]),
		"applies": true,
		"violation": {{"code": "weak", "args": {"level": "privileged"}, "evidence": [label]}},
	},
	"a warning is no enforcement": {
		"input": namespace({"pod-security.kubernetes.io/warn": "restricted"}, [nginx, ray]),
		"applies": true,
		"violation": {{"code": "none", "evidence": [label]}},
	},
	"a namespace of other workloads is another matter": {
		"input": namespace({}, [nginx]),
		"applies": false,
		"violation": {{"code": "none", "evidence": [label]}},
	},
}

enforce := "pod-security.kubernetes.io/enforce"

label := "/resource/properties/labels/pod-security.kubernetes.io~1enforce"

ray := {"properties": {"kind": "RayCluster", "podTemplates": []}}

nginx := {"properties": {"kind": "Deployment", "podTemplates": [{"spec": {"containers": [{"image": "nginx"}]}}]}}

namespace(labels, workloads) := {
	"resource": {"properties": {"name": "ray", "labels": labels}},
	"refs": {"workloads": workloads},
}
