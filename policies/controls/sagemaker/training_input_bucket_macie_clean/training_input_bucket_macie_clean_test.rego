package controls.sagemaker.training_input_bucket_macie_clean_test

import data.controls.sagemaker.training_input_bucket_macie_clean as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

test_applies_to_jobs_that_read_buckets if {
	applies := {name | some name, case in cases; control.applies with input as case.input}
	applies == object.keys(cases) - {"a job without buckets reads none that Macie could know"}
}

cases := {
	"a job without buckets reads none that Macie could know": {
		"input": {"resource": {"runtime": {"InputBuckets": []}}, "refs": {"inputs": {}}},
		"violation": set(),
	},
	"discovered to be clean passes": {
		"input": job({"automatedDiscoveryMonitoringStatus": "MONITORED", "sensitivityScore": 12, "jobDetails": {}}, {}),
		"violation": set(),
	},
	"examined by a job without findings passes": {
		"input": job(by_job, {"SensitiveDataFindings": 0}),
		"violation": set(),
	},
	"sensitive data fail": {
		"input": job({"automatedDiscoveryMonitoringStatus": "MONITORED", "sensitivityScore": 91}, {}),
		"violation": {{
			"code": "sensitive",
			"args": {"bucket": "ml-data"},
			"evidence": ["/refs/inputs/ml-data/properties/sensitivityScore"],
		}},
	},
	"findings of a job fail": {
		"input": job(by_job, {"SensitiveDataFindings": 3}),
		"violation": {{
			"code": "findings",
			"args": {"bucket": "ml-data"},
			"evidence": ["/refs/inputs/ml-data/runtime/SensitiveDataFindings"],
		}},
	},
	"what could not be classified fails": {
		"input": job({"automatedDiscoveryMonitoringStatus": "MONITORED", "sensitivityScore": -1}, {}),
		"violation": {{
			"code": "unclassified",
			"args": {"bucket": "ml-data"},
			"evidence": ["/refs/inputs/ml-data/properties/sensitivityScore"],
		}},
	},
	"in line for automated discovery is not examined": {
		"input": job({"automatedDiscoveryMonitoringStatus": "MONITORED", "sensitivityScore": 50}, {}),
		"violation": {not_examined},
	},
	"excluded from automated discovery is not examined": {
		"input": job({"automatedDiscoveryMonitoringStatus": "NOT_MONITORED", "sensitivityScore": 1}, {}),
		"violation": {not_examined},
	},
	"a job that has not run yet has examined nothing": {
		"input": job(
			{
				"automatedDiscoveryMonitoringStatus": "NOT_MONITORED",
				"sensitivityScore": 50,
				"jobDetails": {"isDefinedInJob": "TRUE", "isMonitoredByJob": "TRUE"},
			},
			{},
		),
		"violation": {not_examined},
	},
}

by_job := {
	"automatedDiscoveryMonitoringStatus": "NOT_MONITORED",
	"sensitivityScore": 50,
	"jobDetails": {"isDefinedInJob": "TRUE", "lastJobRunTime": 1770000000000},
}

job(properties, runtime) := {
	"resource": {"properties": {"TrainingJobName": "fraud"}, "runtime": {"InputBuckets": ["ml-data"]}},
	"refs": {"inputs": {"ml-data": {"id": "arn:aws:s3:::ml-data", "properties": properties, "runtime": runtime}}},
}

not_examined := {
	"code": "not_examined",
	"args": {"bucket": "ml-data"},
	"evidence": [
		"/refs/inputs/ml-data/properties/automatedDiscoveryMonitoringStatus",
		"/refs/inputs/ml-data/properties/sensitivityScore",
		"/refs/inputs/ml-data/properties/jobDetails",
	],
}
