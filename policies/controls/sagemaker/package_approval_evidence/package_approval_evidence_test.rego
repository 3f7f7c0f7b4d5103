package controls.sagemaker.package_approval_evidence_test

import data.controls.sagemaker.package_approval_evidence as control

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
	"a description passes": {
		"input": approved({"ApprovalDescription": "CHG-1234: 検証結果を確認した"}),
		"applies": true,
		"violation": set(),
	},
	"no description fails": {
		"input": approved({}),
		"applies": true,
		"violation": {{"code": "none", "evidence": ["/resource/properties/ApprovalDescription"]}},
	},
	"white space is no description": {
		"input": approved({"ApprovalDescription": " \t　"}),
		"applies": true,
		"violation": {{"code": "none", "evidence": ["/resource/properties/ApprovalDescription"]}},
	},
	"what waits for approval is not judged": {
		"input": pending,
		"applies": false,
		"violation": {{"code": "none", "evidence": ["/resource/properties/ApprovalDescription"]}},
	},
}

approved(properties) := {"resource": {"properties": object.union({"ModelApprovalStatus": "Approved"}, properties)}}

pending := {"resource": {"properties": {"ModelApprovalStatus": "PendingManualApproval"}}}
