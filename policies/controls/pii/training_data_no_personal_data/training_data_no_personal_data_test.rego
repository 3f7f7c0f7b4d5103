package controls.pii.training_data_no_personal_data_test

import data.controls.pii.training_data_no_personal_data as control

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
	"places where nothing was found pass": {
		"input": place(["training"], []),
		"applies": true,
		"violation": set(),
	},
	"a number of a person fails": {
		"input": place(["training"], [find("my_number", 0.97)]),
		"applies": true,
		"violation": {found("my_number", 0)},
	},
	"each type is told for itself, beside those that nobody asked for": {
		"input": place(
			["batch_inference", "customization"],
			[find("corporate_number", 0.97), find("email", 0.75), find("name", 0.95)],
		),
		"applies": true,
		"violation": {found("email", 1), found("name", 2)},
	},
	"what is likely something else passes": {
		"input": place(["training"], [find("email", 0.749)]),
		"applies": true,
		"violation": set(),
	},
	"a find without its numbers is one nevertheless": {
		"input": place(["training"], [{"Type": "name", "Confidence": 0.8}]),
		"applies": true,
		"violation": {object.union(found("name", 0), {"args": {"count": "?", "objects": "?"}})},
	},
	"what is prepared, scored or searched only is another matter": {
		"input": place(["features", "knowledge_base", "processing", "transform"], [find("name", 0.95)]),
		"applies": false,
		"violation": {found("name", 0)},
	},
	"a place that nothing uses is none": {
		"input": place([], []),
		"applies": false,
		"violation": set(),
	},
}

place(uses, finds) := {
	"resource": {"properties": {"Uses": uses}, "runtime": {"Found": finds}},
	"params": {"pii": {"training_types": ["email", "my_number", "name"], "training_confidence": 0.75}},
}

find(type, confidence) := {"Type": type, "Count": 12, "Objects": 3, "Confidence": confidence}

found(type, index) := {
	"code": "found",
	"args": {"type": type, "count": "12", "objects": "3"},
	"evidence": [
		concat("/", ["/resource/runtime/Found", format_int(index, 10)]),
		"/params/pii/training_types",
		"/params/pii/training_confidence",
	],
}
