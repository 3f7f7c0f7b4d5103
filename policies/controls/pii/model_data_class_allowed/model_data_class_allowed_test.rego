package controls.pii.model_data_class_allowed_test

import data.controls.pii.model_data_class_allowed as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

test_applies[name] if {
	some name, case in cases
	applies := [true | control.applies with input as case.input]
	[case.applies | case.applies == true] == applies
}

test_occasion[name] if {
	some name, case in cases
	control.occasion == case.occasion with input as case.input
}

cases := {
	"training data of a class that is not barred pass": {
		"input": place("training", {"bucket": {"tags": {"data-classification": "internal"}}}),
		"applies": true,
		"occasion": {"/refs/bucket/tags/data-classification"},
		"violation": set(),
	},
	"training data of a barred class fail": {
		"input": place("training", {"bucket": {"tags": {"data-classification": "restricted"}}}),
		"applies": true,
		"occasion": {"/refs/bucket/tags/data-classification"},
		"violation": {barred("/refs/bucket/tags/data-classification", "data-classification", "restricted")},
	},
	"documents of a barred class fail, however the tag is written": {
		"input": place("knowledge_base", {"bucket": {"tags": {"Data_Classification": "Top-Secret"}}}),
		"applies": true,
		"occasion": {"/refs/bucket/tags/Data_Classification"},
		"violation": {barred("/refs/bucket/tags/Data_Classification", "Data_Classification", "Top-Secret")},
	},
	"vectors of a collection of a barred class fail, in Japanese as well": {
		"input": object.union(
			place("vectors", {"collection": {"tags": {"機密区分": "極秘", "部門": "研究"}}}),
			{"resource": {"properties": {"Kind": "opensearch"}}},
		),
		"applies": true,
		"occasion": {"/refs/collection/tags/機密区分"},
		"violation": {barred("/refs/collection/tags/機密区分", "機密区分", "極秘")},
	},
	"one of two tags is enough": {
		"input": place("customization", {"bucket": {"tags": {"data-classification": "public", "機密区分": "極秘"}}}),
		"applies": true,
		"occasion": {"/refs/bucket/tags/data-classification", "/refs/bucket/tags/機密区分"},
		"violation": {barred("/refs/bucket/tags/機密区分", "機密区分", "極秘")},
	},
	"what nobody classified gives no occasion": {
		"input": place("training", {"bucket": {"tags": {"team": "restricted", "data-classification": ""}}}),
		"applies": true,
		"occasion": set(),
		"violation": set(),
	},
	"logs are another matter": {
		"input": place("invocation_logs", {"bucket": {"tags": {"data-classification": "restricted"}}}),
		"applies": false,
		"occasion": {"/refs/bucket/tags/data-classification"},
		"violation": {barred("/refs/bucket/tags/data-classification", "data-classification", "restricted")},
	},
	"indexes of S3 Vectors are not collected": {
		"input": object.union(place("vectors", {}), {"resource": {"properties": {"Kind": "s3vectors"}}}),
		"applies": false,
		"occasion": set(),
		"violation": set(),
	},
}

place(use, refs) := {
	"resource": {"properties": {"Kind": "s3", "Uses": [use]}},
	"refs": refs,
	"params": {"pii": {
		"classification_tags": ["data-classification", "機密区分"],
		"barred_classes": ["restricted", "top secret", "極秘"],
	}},
}

barred(at, tag, class) := {
	"code": "barred",
	"args": {"tag": tag, "class": class},
	"evidence": [at, "/params/pii/classification_tags", "/params/pii/barred_classes"],
}
