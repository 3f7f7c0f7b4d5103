package controls.sagemaker.model_image_pinned_test

import data.controls.sagemaker.model_image_pinned as control

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
	"a digest passes, whatever the tags": {
		"input": model({"Digest": "sha256:abc"}, {"ImageTagMutability": "MUTABLE"}),
		"applies": true,
		"violation": set(),
	},
	"a tag that cannot be moved passes": {
		"input": model({"Tag": "1.0"}, {"ImageTagMutability": "IMMUTABLE"}),
		"applies": true,
		"violation": set(),
	},
	"a tag that can be moved fails, as AWS's default is": {
		"input": model({"Tag": "1.0"}, {}),
		"applies": true,
		"violation": {mutable},
	},
	"a tag that is excepted from immutability fails": {
		"input": model({"Tag": "dev-7"}, {"ImageTagMutability": "IMMUTABLE_WITH_EXCLUSION"}),
		"applies": true,
		"violation": {mutable},
	},
	"a tag that is not excepted from immutability passes": {
		"input": model({"Tag": "1.0"}, {"ImageTagMutability": "IMMUTABLE_WITH_EXCLUSION"}),
		"applies": true,
		"violation": set(),
	},
	"a tag that is excepted from mutability passes": {
		"input": model({"Tag": "dev-7"}, {"ImageTagMutability": "MUTABLE_WITH_EXCLUSION"}),
		"applies": true,
		"violation": set(),
	},
	"a repository that does not exist fails": {
		"input": {"resource": {"runtime": {"Images": [image({"Tag": "1.0"})]}}, "refs": {"repositories": {}}},
		"applies": true,
		"violation": {{
			"code": "dangling",
			"args": {"image": "fraud"},
			"evidence": ["/resource/runtime/Images/0", place],
		}},
	},
	"images of others are not judged": {
		"input": {"resource": {"runtime": {}}, "refs": {"repositories": {}}},
		"applies": false,
		"violation": set(),
	},
}

arn := "arn:aws:ecr:ap-northeast-1:123456789012:repository/fraud"

place := "/refs/repositories/arn:aws:ecr:ap-northeast-1:123456789012:repository~1fraud"

image(members) := object.union({"Image": "fraud", "Repository": arn}, members)

model(members, properties) := {
	"resource": {"runtime": {"Images": [image(members)]}},
	"refs": {"repositories": {arn: {"properties": object.union(
		{"ImageTagMutabilityExclusionFilters": [{"ImageTagMutabilityExclusionFilterValue": "dev-*"}]},
		properties,
	)}}},
}

mutable := {
	"code": "mutable",
	"args": {"image": "fraud"},
	"evidence": [
		"/resource/runtime/Images/0",
		concat("", [place, "/properties/ImageTagMutability"]),
		concat("", [place, "/properties/ImageTagMutabilityExclusionFilters"]),
	],
}
