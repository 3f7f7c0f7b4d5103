package controls.pii.knowledge_base_data_no_personal_data_test

import data.controls.pii.knowledge_base_data_no_personal_data as control

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
	"documents in which nothing was found pass": {
		"input": place(["knowledge_base"], []),
		"applies": true,
		"violation": set(),
	},
	"a card number fails, in a place that others use, too": {
		"input": place(["knowledge_base", "training"], [find("name", 0.95), find("credit_card", 0.9)]),
		"applies": true,
		"violation": {found("credit_card", 1)},
	},
	"what is likely something else passes": {
		"input": place(["knowledge_base"], [find("credit_card", 0.65)]),
		"applies": true,
		"violation": set(),
	},
	"training data are another matter": {
		"input": place(["training"], [find("credit_card", 0.98)]),
		"applies": false,
		"violation": {found("credit_card", 0)},
	},
}

place(uses, finds) := {
	"resource": {"properties": {"Uses": uses}, "runtime": {"Found": finds}},
	"params": {"pii": {"knowledge_base_types": ["credit_card", "my_number"], "knowledge_base_confidence": 0.75}},
}

find(type, confidence) := {"Type": type, "Count": 2, "Objects": 1, "Confidence": confidence}

found(type, index) := {
	"code": "found",
	"args": {"type": type, "count": "2", "objects": "1"},
	"evidence": [
		concat("/", ["/resource/runtime/Found", format_int(index, 10)]),
		"/params/pii/knowledge_base_types",
		"/params/pii/knowledge_base_confidence",
	],
}
