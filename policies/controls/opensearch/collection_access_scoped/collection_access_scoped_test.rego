package controls.opensearch.collection_access_scoped_test

import data.controls.opensearch.collection_access_scoped as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"named roles pass, and whole accounts at other collections": {
		"input": collection([
			policy("kb", "index/support-docs/*", ["arn:aws:iam::123456789012:role/KnowledgeBase", "saml/123456789012/idp/group/data"]),
			policy("demo", "collection/demo", ["arn:aws:iam::123456789012:root"]),
		]),
		"violation": set(),
	},
	"a whole account fails, and so does a pattern of roles": {
		"input": collection([policy("all", "index/*/*", [
			"arn:aws:iam::123456789012:root",
			"arn:aws:iam::123456789012:role/*",
		])]),
		"violation": {wide("arn:aws:iam::123456789012:root"), wide("arn:aws:iam::123456789012:role/*")},
	},
}

collection(policies) := {
	"resource": {"properties": {"Name": "support-docs"}},
	"refs": {"accessPolicies": policies},
}

policy(name, pattern, principals) := {"properties": {
	"Name": name,
	"Policy": [{"Rules": [{"ResourceType": "index", "Resource": [pattern], "Permission": ["aoss:ReadDocument"]}], "Principal": principals}],
}}

wide(principal) := {
	"code": "wide",
	"args": {"policy": "all", "principal": principal},
	"evidence": ["/resource/properties/Name", "/refs/accessPolicies/0/properties"],
}
