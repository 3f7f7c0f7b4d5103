package controls.eks.ai_image_pinned_test

import data.controls.eks.ai_image_pinned as control

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
	"a digest passes": {
		"input": ray({"containers": [{"name": "head", "image": pinned}, {"name": "chosen by the runtime"}]}),
		"applies": true,
		"violation": set(),
	},
	"a tag fails": {
		"input": ray({"containers": [{"name": "head", "image": "rayproject/ray:2.9.0"}]}),
		"applies": true,
		"violation": {tag("head", "rayproject/ray:2.9.0", "containers")},
	},
	"so does a digest that is cut off": {
		"input": ray({"containers": [{"image": "rayproject/ray@sha256:0123"}]}),
		"applies": true,
		"violation": {tag("?", "rayproject/ray@sha256:0123", "containers")},
	},
	"and a tag of a container that only prepares": {
		"input": ray({"containers": [{"image": pinned}], "initContainers": [{"name": "fetch", "image": "aws-cli"}]}),
		"applies": true,
		"violation": {tag("fetch", "aws-cli", "initContainers")},
	},
	"other workloads are another matter": {
		"input": {"resource": {"properties": {
			"kind": "Deployment",
			"podTemplates": [{"spec": {"containers": [{"name": "web", "image": "nginx"}]}}],
		}}},
		"applies": false,
		"violation": {tag("web", "nginx", "containers")},
	},
}

pinned := "rayproject/ray@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

ray(template) := {"resource": {"properties": {"kind": "RayCluster", "podTemplates": [{"spec": template}]}}}

tag(container, image, list) := {
	"code": "tag",
	"args": {"container": container, "image": image},
	"evidence": [concat("/", ["/resource/properties/podTemplates/0/spec", list, "0"])],
}
