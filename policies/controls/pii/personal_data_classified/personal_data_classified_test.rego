package controls.pii.personal_data_classified_test

import data.controls.pii.personal_data_classified as control

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
	found := {"/resource/runtime/Found/0" | case.occasion == true}
	control.occasion == found with input as case.input
}

cases := {
	"a bucket that says the class passes": {
		"input": place("s3", {"Bucket": "data"}, {"bucket": {"tags": {"Data Classification": "internal"}}}),
		"applies": true,
		"occasion": true,
		"violation": set(),
	},
	"a bucket without the tag fails": {
		"input": place("s3", {"Bucket": "data"}, {"bucket": {"tags": {"team": "ml"}}}),
		"applies": true,
		"occasion": true,
		"violation": {unclassified("data", "Bucket", "bucket")},
	},
	"a tag without a value says no class": {
		"input": place("s3", {"Bucket": "data"}, {"bucket": {"tags": {"data-classification": ""}}}),
		"applies": true,
		"occasion": true,
		"violation": {unclassified("data", "Bucket", "bucket")},
	},
	"a log group without the tag fails": {
		"input": place("logs", {"LogGroupName": "/a"}, {"logGroup": {"tags": {}}}),
		"applies": true,
		"occasion": true,
		"violation": {unclassified("/a", "LogGroupName", "logGroup")},
	},
	"a table without the tag fails": {
		"input": place("dynamodb", {"TableName": "t"}, {"table": {"tags": {}}}),
		"applies": true,
		"occasion": true,
		"violation": {unclassified("t", "TableName", "table")},
	},
	"a state machine without the tag fails": {
		"input": place("states", {"StateMachineName": "m"}, {"machine": {"tags": {}}}),
		"applies": true,
		"occasion": true,
		"violation": {unclassified("m", "StateMachineName", "machine")},
	},
	"a collection without the tag fails": {
		"input": place("opensearch", {"CollectionArn": "arn:aws:aoss:c"}, {"collection": {"tags": {}}}),
		"applies": true,
		"occasion": true,
		"violation": {unclassified("arn:aws:aoss:c", "CollectionArn", "collection")},
	},
	"a domain without the tag fails": {
		"input": place("opensearch", {"DomainName": "d"}, {"domain": {"tags": {}}}),
		"applies": true,
		"occasion": true,
		"violation": {unclassified("d", "DomainName", "domain")},
	},
	"a class that everybody may see fails": {
		"input": place("s3", {"Bucket": "data"}, {"bucket": {"tags": {"機密区分": "公開"}}}),
		"applies": true,
		"occasion": true,
		"violation": {{
			"code": "open",
			"args": {"tag": "機密区分", "class": "公開"},
			"evidence": [
				"/refs/bucket/tags/機密区分",
				"/params/pii/classification_tags",
				"/params/pii/open_classes",
			],
		}},
	},
	"where nothing was found there is no occasion": {
		"input": object.union(
			place("s3", {"Bucket": "data"}, {"bucket": {"tags": {"data-classification": "internal"}}}),
			{"resource": {"runtime": {"Found": []}}},
		),
		"applies": true,
		"occasion": false,
		"violation": set(),
	},
	"indexes of S3 Vectors are not collected": {
		"input": place("s3vectors", {}, {}),
		"applies": false,
		"occasion": true,
		"violation": set(),
	},
}

place(kind, names, refs) := {
	"resource": {
		"properties": object.union({"Kind": kind}, names),
		"runtime": {"Found": [{"Type": "name", "Count": 1, "Objects": 1, "Confidence": 0.8}]},
	},
	"refs": refs,
	"params": {"pii": {
		"kept_types": ["name"],
		"kept_confidence": 0.75,
		"classification_tags": ["data-classification", "機密区分"],
		"open_classes": ["public", "公開"],
	}},
}

unclassified(name, property, relation) := {
	"code": "unclassified",
	"args": {"store": name},
	"evidence": [
		concat("/", ["/resource/properties", property]),
		concat("/", ["/refs", relation, "tags"]),
		"/params/pii/classification_tags",
	],
}
