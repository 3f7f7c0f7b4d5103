package controls.eks.addon_healthy_test

import data.controls.eks.addon_healthy as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"an active add-on without issues passes": {"input": addon("ACTIVE", []), "violation": set()},
	"one that is being updated passes": {"input": addon("UPDATING", []), "violation": set()},
	"a degraded one fails, with what EKS says of it": {
		"input": addon("DEGRADED", [{"code": "InsufficientNumberOfReplicas"}]),
		"violation": {
			{"code": "failed", "args": {"status": "DEGRADED"}, "evidence": ["/resource/runtime/Status"]},
			{
				"code": "issue",
				"args": {"issue": "InsufficientNumberOfReplicas"},
				"evidence": ["/resource/runtime/Issues/0"],
			},
		},
	},
	"one that could not be installed fails": {
		"input": addon("CREATE_FAILED", []),
		"violation": {{"code": "failed", "args": {"status": "CREATE_FAILED"}, "evidence": ["/resource/runtime/Status"]}},
	},
}

addon(status, issues) := {"resource": {"runtime": {"Status": status, "Issues": issues}}}
