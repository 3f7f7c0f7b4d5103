package controls.sagemaker.model_card_approved_test

import data.controls.sagemaker.model_card_approved as control

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
	"the package's own card passes": {
		"input": approved(
			{"ModelCard": {"ModelCardStatus": "Approved"}},
			{"ModelCardContent": {"IntendedUses": {"IntendedUses": "fraud scores of card payments"}}},
			[],
		),
		"applies": true,
		"violation": set(),
	},
	"a card that names the package passes": {
		"input": approved({}, {}, [card("Draft", "?"), card("Approved", "fraud scores")]),
		"applies": true,
		"violation": set(),
	},
	"no card fails": {
		"input": approved({}, {}, []),
		"applies": true,
		"violation": {{"code": "none", "evidence": places}},
	},
	"a draft fails": {
		"input": approved({"ModelCard": {"ModelCardStatus": "PendingReview"}}, {}, [card("Draft", "fraud scores")]),
		"applies": true,
		"violation": {{"code": "not_approved", "args": {"status": "Draft, PendingReview"}, "evidence": places}},
	},
	"an approved card that says nothing fails": {
		"input": approved({"ModelCard": {"ModelCardStatus": "Approved"}}, {}, [card("Draft", "fraud scores")]),
		"applies": true,
		"violation": {{"code": "no_use", "evidence": places}},
	},
	"white space is no use": {
		"input": approved({}, {}, [card("Approved", " ")]),
		"applies": true,
		"violation": {{"code": "no_use", "evidence": places}},
	},
	"what waits for approval is not judged": {
		"input": {"resource": {"properties": {"ModelApprovalStatus": "PendingManualApproval"}}, "refs": {"cards": []}},
		"applies": false,
		"violation": {{"code": "none", "evidence": places}},
	},
}

places := [
	"/resource/properties/ModelCard/ModelCardStatus",
	"/resource/runtime/ModelCardContent/IntendedUses/IntendedUses",
	"/refs/cards",
]

approved(properties, runtime, cards) := {
	"resource": {"properties": object.union({"ModelApprovalStatus": "Approved"}, properties), "runtime": runtime},
	"refs": {"cards": cards},
}

card(status, use) := {"properties": {
	"ModelCardStatus": status,
	"Content": {"IntendedUses": {"IntendedUses": use}},
}}
