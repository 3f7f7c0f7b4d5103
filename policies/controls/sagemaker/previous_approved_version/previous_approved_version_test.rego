package controls.sagemaker.previous_approved_version_test

import data.controls.sagemaker.previous_approved_version as control

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
	"two approved versions pass": {
		"input": group([version(3, "PendingManualApproval", "Completed"), version(2, "Approved", "Completed"), version(1, "Approved", "Completed")]),
		"applies": true,
		"violation": set(),
	},
	"one approved version fails, however many there are": {
		"input": group([version(3, "PendingManualApproval", "Completed"), version(2, "Approved", "Completed"), version(1, "Rejected", "Completed")]),
		"applies": true,
		"violation": {{"code": "only_one", "args": {"version": "2"}, "evidence": ["/refs/versions"]}},
	},
	"a version that was never built is no way back": {
		"input": group([version(2, "Approved", "Completed"), version(1, "Approved", "Failed")]),
		"applies": true,
		"violation": {{"code": "only_one", "args": {"version": "2"}, "evidence": ["/refs/versions"]}},
	},
	"a version without a number": {
		"input": group([{"properties": {"ModelApprovalStatus": "Approved"}}]),
		"applies": true,
		"violation": {{"code": "only_one", "args": {"version": "?"}, "evidence": ["/refs/versions"]}},
	},
	"a group without approved versions releases nothing": {
		"input": group([version(1, "PendingManualApproval", "Completed")]),
		"applies": false,
		"violation": set(),
	},
}

group(versions) := {"resource": {"properties": {}}, "refs": {"versions": versions}}

version(number, approval, status) := {
	"properties": {"ModelPackageVersion": number, "ModelApprovalStatus": approval},
	"runtime": {"ModelPackageStatus": status},
}
