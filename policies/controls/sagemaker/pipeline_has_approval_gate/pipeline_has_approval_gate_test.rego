package controls.sagemaker.pipeline_has_approval_gate_test

import data.controls.sagemaker.pipeline_has_approval_gate as control

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
	"pending, behind a condition, passes": {
		"input": pipeline([{"Name": "register", "ModelApprovalStatus": "PendingManualApproval", "IsConditional": true}]),
		"applies": true,
		"violation": set(),
	},
	"a parameter that cannot say Approved passes": {
		"input": pipeline([{
			"Name": "register",
			"ModelApprovalStatus": "PendingManualApproval",
			"Parameter": "Status",
			"Choices": ["PendingManualApproval", "Rejected"],
			"IsConditional": true,
		}]),
		"applies": true,
		"violation": set(),
	},
	"registered as Approved fails": {
		"input": pipeline([
			{"Name": "keep", "ModelApprovalStatus": "PendingManualApproval", "IsConditional": true},
			{"Name": "release", "ModelApprovalStatus": "Approved", "IsConditional": true},
		]),
		"applies": true,
		"violation": {{
			"code": "registers_approved",
			"args": {"step": "release", "status": "Approved"},
			"evidence": ["/resource/runtime/Registrations/1"],
		}},
	},
	"a parameter that may say anything fails": {
		"input": pipeline([{
			"Name": "register",
			"ModelApprovalStatus": "PendingManualApproval",
			"Parameter": "Status",
			"IsConditional": true,
		}]),
		"applies": true,
		"violation": {{
			"code": "overridable",
			"args": {"step": "register", "parameter": "Status"},
			"evidence": ["/resource/runtime/Registrations/0"],
		}},
	},
	"a parameter that may say Approved fails": {
		"input": pipeline([{
			"Name": "register",
			"ModelApprovalStatus": "PendingManualApproval",
			"Parameter": "Status",
			"Choices": ["PendingManualApproval", "Approved"],
			"IsConditional": true,
		}]),
		"applies": true,
		"violation": {{
			"code": "overridable",
			"args": {"step": "register", "parameter": "Status"},
			"evidence": ["/resource/runtime/Registrations/0"],
		}},
	},
	"without a condition fails": {
		"input": pipeline([{"ModelApprovalStatus": "PendingManualApproval", "IsConditional": false}]),
		"applies": true,
		"violation": {{
			"code": "unconditional",
			"args": {"step": "?"},
			"evidence": ["/resource/runtime/Registrations/0"],
		}},
	},
	"a pipeline that registers nothing is not judged": {
		"input": pipeline([]),
		"applies": false,
		"violation": set(),
	},
}

pipeline(registrations) := {"resource": {"runtime": {"Registrations": registrations}}}
