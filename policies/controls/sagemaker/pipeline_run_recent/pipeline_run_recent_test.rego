package controls.sagemaker.pipeline_run_recent_test

import data.controls.sagemaker.pipeline_run_recent as control

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
	"a success last week passes": {
		"input": pipeline(200, [execution("Failed", 1), execution("Succeeded", 7)]),
		"applies": true,
		"violation": set(),
	},
	"a success too long ago fails": {
		"input": pipeline(400, [execution("Failed", 1), execution("Succeeded", 91)]),
		"applies": true,
		"violation": {stale},
	},
	"a pipeline that never ran fails": {
		"input": pipeline(200, []),
		"applies": true,
		"violation": {stale},
	},
	"a young pipeline is not judged": {
		"input": pipeline(10, []),
		"applies": false,
		"violation": {stale},
	},
}

stale := {
	"code": "stale",
	"evidence": ["/resource/runtime/Executions", "/params/mlops/pipeline_run_days", "/now"],
}

now := 1795500000000

execution(status, days_ago) := {"PipelineExecutionStatus": status, "StartTime": now - (days_ago * 86400000)}

pipeline(age, executions) := {
	"now": now,
	"params": {"mlops": {"pipeline_run_days": 90}},
	"resource": {"runtime": {"CreationTime": now - (age * 86400000), "Executions": executions}},
}
