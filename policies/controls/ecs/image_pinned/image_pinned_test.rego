package controls.ecs.image_pinned_test

import data.controls.ecs.image_pinned as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"a digest passes, whatever the repository and the registry": {
		"input": task([image({"Digest": digest})], {arn: {"properties": {"ImageTagMutability": "MUTABLE"}}}, [concat("@", ["quay.io/serve", digest])]),
		"violation": set(),
	},
	"a tag that cannot be moved passes": {
		"input": task([image({"Tag": "1.0"})], {arn: {"properties": {"ImageTagMutability": "IMMUTABLE"}}}, ["repo/serve:1.0"]),
		"violation": set(),
	},
	"a tag that can be moved fails": {
		"input": task([image({"Tag": "1.0"})], {arn: {"properties": {}}}, ["repo/serve:1.0"]),
		"violation": {{
			"code": "mutable",
			"args": {"image": "repo/serve:1.0"},
			"evidence": [
				"/resource/runtime/Images/0",
				concat("", [place, "/properties/ImageTagMutability"]),
				concat("", [place, "/properties/ImageTagMutabilityExclusionFilters"]),
			],
		}},
	},
	"a repository that does not exist fails": {
		"input": task([image({"Tag": "1.0"})], {}, ["repo/serve:1.0"]),
		"violation": {{
			"code": "dangling",
			"args": {"image": "repo/serve:1.0"},
			"evidence": ["/resource/runtime/Images/0", place],
		}},
	},
	"a tag of another registry fails, and so does a digest that is cut off": {
		"input": task([], {}, ["nginx", "quay.io/serve@sha256:0123"]),
		"violation": {foreign(0, "nginx"), foreign(1, "quay.io/serve@sha256:0123")},
	},
}

digest := "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

arn := "arn:aws:ecr:ap-northeast-1:123456789012:repository/serve"

place := "/refs/repositories/arn:aws:ecr:ap-northeast-1:123456789012:repository~1serve"

image(rest) := object.union({"Image": "repo/serve:1.0", "Repository": arn}, rest)

task(images, repositories, names) := {
	"resource": {
		"properties": {"ContainerDefinitions": [{"Name": "serve", "Image": name} | some name in names]},
		"runtime": {"Images": images},
	},
	"refs": {"repositories": repositories},
}

foreign(index, name) := {
	"code": "foreign",
	"args": {"container": "serve", "image": name},
	"evidence": [
		concat("/", ["/resource/properties/ContainerDefinitions", format_int(index, 10)]),
		"/resource/runtime/Images",
	],
}
