package controls.sagemaker.package_lineage_test

import data.controls.sagemaker.package_lineage as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"a training job and its data pass": {"input": lineage([job], [data_set]), "violation": set()},
	"a job without data on record fails": {"input": lineage([job], []), "violation": {no_data}},
	"a package of nothing that SageMaker knows fails": {
		"input": lineage([], []),
		"violation": {no_data, {"code": "no_training", "evidence": ["/resource/runtime/TrainingJobs"]}},
	},
}

job := "arn:aws:sagemaker:ap-northeast-1:123456789012:experiment-trial-component/fraud-aws-training-job"

data_set := "arn:aws:sagemaker:ap-northeast-1:123456789012:artifact/0a1b"

no_data := {"code": "no_data", "evidence": ["/resource/runtime/DataSets"]}

lineage(jobs, data_sets) := {"resource": {"runtime": {"TrainingJobs": jobs, "DataSets": data_sets}}}
