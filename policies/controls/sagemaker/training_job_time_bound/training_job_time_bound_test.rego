package controls.sagemaker.training_job_time_bound_test

import data.controls.sagemaker.training_job_time_bound as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"a limit within what is allowed passes": {
		"input": job({"MaxRuntimeInSeconds": 7200}, 24),
		"violation": set(),
	},
	"exactly what is allowed passes": {
		"input": job({"MaxRuntimeInSeconds": 86400}, 24),
		"violation": set(),
	},
	"28 days fail": {
		"input": job({"MaxRuntimeInSeconds": 2419200}, 24),
		"violation": {too_long("2419200", "24")},
	},
	"waiting for Spot capacity is not running": {
		"input": job({"MaxRuntimeInSeconds": 3600, "MaxWaitTimeInSeconds": 2419200}, 24),
		"violation": set(),
	},
	"absent is AWS's day": {
		"input": {"resource": {"properties": {"TrainingJobName": "fraud"}}, "params": params(24)},
		"violation": set(),
	},
	"AWS's day may be more than the organisation allows": {
		"input": {"resource": {"properties": {"TrainingJobName": "fraud"}}, "params": params(8)},
		"violation": {too_long("86400", "8")},
	},
}

job(condition, hours) := {"resource": {"properties": {"StoppingCondition": condition}}, "params": params(hours)}

params(hours) := {"cost": {"longest_training_hours": hours}}

too_long(seconds, allowed) := {
	"code": "too_long",
	"args": {"seconds": seconds, "allowed": allowed},
	"evidence": [
		"/resource/properties/StoppingCondition/MaxRuntimeInSeconds",
		"/params/cost/longest_training_hours",
	],
}
