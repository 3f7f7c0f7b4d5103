package controls.org.ai_opt_out_effective_test

import data.controls.org.ai_opt_out_effective as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"out by default, and nowhere in, passes": {
		"input": {"resource": {"properties": {"PolicyContent": {"services": {
			"default": {"opt_out_policy": "optOut"},
			"rekognition": {"opt_out_policy": "optOut"},
		}}}}},
		"violation": set(),
	},
	"no policy in force fails": {
		"input": {"resource": {"properties": {"PolicyType": "AISERVICES_OPT_OUT_POLICY"}}},
		"violation": {not_opted_out},
	},
	"in by default fails": {
		"input": {"resource": {"properties": {"PolicyContent": {"services": {"default": {"opt_out_policy": "optIn"}}}}}},
		"violation": {not_opted_out},
	},
	"an exception for one service fails": {
		"input": {"resource": {"properties": {"PolicyContent": {"services": {
			"default": {"opt_out_policy": "optOut"},
			"transcribe": {"opt_out_policy": "optIn"},
		}}}}},
		"violation": {{
			"code": "opted_in",
			"args": {"service": "transcribe"},
			"evidence": ["/resource/properties/PolicyContent/services/transcribe"],
		}},
	},
}

not_opted_out := {"code": "not_opted_out", "evidence": ["/resource/properties/PolicyContent"]}
