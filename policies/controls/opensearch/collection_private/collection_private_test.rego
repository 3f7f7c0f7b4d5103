package controls.opensearch.collection_private_test

import data.controls.opensearch.collection_private as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"a private policy passes, and a public one of others": {
		"input": collection([
			policy("private", [{"AllowFromPublic": false, "SourceServices": ["bedrock.amazonaws.com"], "Rules": [rule("collection/support*")]}]),
			policy("others", [{"AllowFromPublic": true, "Rules": [rule("collection/demo*"), rule("collection/support")]}]),
		]),
		"violation": set(),
	},
	"no policy opens nothing": {
		"input": collection([]),
		"violation": set(),
	},
	"a public wildcard outweighs a private policy of its own": {
		"input": collection([
			policy("private", [{"AllowFromPublic": false, "Rules": [rule("collection/support-docs")]}]),
			policy("workshop", [
				{"AllowFromPublic": false, "Rules": [rule("collection/*")]},
				{"AllowFromPublic": true, "Rules": [rule("collection/demo"), rule("collection/su*")]},
			]),
		]),
		"violation": {{
			"code": "public",
			"args": {"policy": "workshop"},
			"evidence": ["/resource/properties/Name", "/refs/networkPolicies/1/properties"],
		}},
	},
}

collection(policies) := {
	"resource": {"properties": {"Name": "support-docs"}},
	"refs": {"networkPolicies": policies},
}

policy(name, groups) := {"properties": {"Name": name, "Policy": groups}}

rule(pattern) := {"ResourceType": "collection", "Resource": [pattern]}
