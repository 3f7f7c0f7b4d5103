package controls.pii.deidentified_prefix_clean_test

import data.controls.pii.deidentified_prefix_clean as control

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
	"a declared place in which nothing was found passes": {
		"input": place("s3://ml-data/masked/2026/", []),
		"applies": true,
		"violation": set(),
	},
	"a declared place with a name in it fails": {
		"input": place("s3://ml-data/masked/", [find("name", 0.8)]),
		"applies": true,
		"violation": {found("name", 0)},
	},
	"a declared bucket as a whole is below itself": {
		"input": place("s3://features", [find("email", 0.97)]),
		"applies": true,
		"violation": {found("email", 0)},
	},
	"pseudonyms are not found, and what is likely none passes": {
		"input": place("s3://features/x/", [find("name", 0.7), find("postal_code", 0.95)]),
		"applies": true,
		"violation": set(),
	},
	"a neighbour of the same beginning was never declared": {
		"input": place("s3://ml-data/masked-not-yet/", [find("name", 0.8)]),
		"applies": false,
		"violation": {found("name", 0)},
	},
	"a place that is wider than what was declared is another matter": {
		"input": place("s3://ml-data", [find("name", 0.8)]),
		"applies": false,
		"violation": {found("name", 0)},
	},
	"a log group is no prefix": {
		"input": place("logs://ap-northeast-1/bedrock", []),
		"applies": false,
		"violation": set(),
	},
}

place(address, finds) := {
	"resource": {"properties": {"Place": address}, "runtime": {"Found": finds}},
	"params": {"pii": {
		"deidentified_prefixes": ["s3://ml-data/masked/", "s3://features"],
		"kept_types": ["email", "name"],
		"kept_confidence": 0.75,
	}},
}

find(type, confidence) := {"Type": type, "Count": 1, "Objects": 1, "Confidence": confidence}

found(type, index) := {
	"code": "found",
	"args": {"type": type, "count": "1", "objects": "1"},
	"evidence": [
		concat("/", ["/resource/runtime/Found", format_int(index, 10)]),
		"/params/pii/kept_types",
		"/params/pii/kept_confidence",
	],
}
