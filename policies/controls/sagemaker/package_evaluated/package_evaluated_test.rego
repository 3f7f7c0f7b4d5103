package controls.sagemaker.package_evaluated_test

import data.controls.sagemaker.package_evaluated as control

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
	"all three reports pass": {
		"input": approved({"ModelMetrics": metrics("Report")}),
		"applies": true,
		"violation": set(),
	},
	"bias measured after training passes": {
		"input": approved({"ModelMetrics": metrics("PostTrainingReport")}),
		"applies": true,
		"violation": set(),
	},
	"no metrics fail three times": {
		"input": approved({}),
		"applies": true,
		"violation": {no_quality, no_bias, no_explainability},
	},
	"constraints alone are no evaluation": {
		"input": approved({"ModelMetrics": {"ModelQuality": {"Constraints": {"S3Uri": "s3://m/constraints.json"}}}}),
		"applies": true,
		"violation": {no_quality, no_bias, no_explainability},
	},
	"what waits for approval is not judged": {
		"input": pending,
		"applies": false,
		"violation": {no_quality, no_bias, no_explainability},
	},
}

no_quality := {
	"code": "no_quality",
	"evidence": ["/resource/properties/ModelMetrics/ModelQuality/Statistics/S3Uri"],
}

no_bias := {
	"code": "no_bias",
	"evidence": [
		"/resource/properties/ModelMetrics/Bias/Report/S3Uri",
		"/resource/properties/ModelMetrics/Bias/PreTrainingReport/S3Uri",
		"/resource/properties/ModelMetrics/Bias/PostTrainingReport/S3Uri",
	],
}

no_explainability := {
	"code": "no_explainability",
	"evidence": ["/resource/properties/ModelMetrics/Explainability/Report/S3Uri"],
}

metrics(bias) := {
	"ModelQuality": {"Statistics": {"ContentType": "application/json", "S3Uri": "s3://m/quality.json"}},
	"Bias": {bias: {"ContentType": "application/json", "S3Uri": "s3://m/bias.json"}},
	"Explainability": {"Report": {"ContentType": "application/json", "S3Uri": "s3://m/shap.json"}},
}

approved(properties) := {"resource": {"properties": object.union({"ModelApprovalStatus": "Approved"}, properties)}}

pending := {"resource": {"properties": {"ModelApprovalStatus": "PendingManualApproval"}}}
