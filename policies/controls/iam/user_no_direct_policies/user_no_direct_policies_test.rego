package controls.iam.user_no_direct_policies_test

import data.controls.iam.user_no_direct_policies as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"groups alone pass": {
		"input": {"resource": {"properties": {"Groups": ["analysts"], "Policies": [], "ManagedPolicyArns": []}}},
		"violation": set(),
	},
	"nothing at all passes": {
		"input": {"resource": {"properties": {"UserName": "sato"}}},
		"violation": set(),
	},
	"policies of either kind fail": {
		"input": {"resource": {"properties": {
			"Policies": [{"PolicyName": "quick-fix", "PolicyDocument": {"Statement": []}}],
			"ManagedPolicyArns": ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
		}}},
		"violation": {
			{
				"code": "inline",
				"args": {"policy": "quick-fix"},
				"evidence": ["/resource/properties/Policies/0"],
			},
			{
				"code": "attached",
				"args": {"policy": "arn:aws:iam::aws:policy/ReadOnlyAccess"},
				"evidence": ["/resource/properties/ManagedPolicyArns/0"],
			},
		},
	},
}
