package controls.sagemaker.drift_baseline_registered_test

import data.controls.sagemaker.drift_baseline_registered as control

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
	"statistics of the data pass": {
		"input": approved({"DriftCheckBaselines": {"ModelDataQuality": {"Statistics": {"S3Uri": "s3://m/statistics.json"}}}}),
		"applies": true,
		"violation": set(),
	},
	"constraints of bias pass": {
		"input": approved({"DriftCheckBaselines": {"Bias": {"PostTrainingConstraints": {"S3Uri": "s3://m/bias.json"}}}}),
		"applies": true,
		"violation": set(),
	},
	"no baseline fails": {
		"input": approved({}),
		"applies": true,
		"violation": {none},
	},
	"a configuration file is no baseline": {
		"input": approved({"DriftCheckBaselines": {"Bias": {"ConfigFile": {"S3Uri": "s3://m/config.json"}}}}),
		"applies": true,
		"violation": {none},
	},
	"what waits for approval is not judged": {
		"input": pending,
		"applies": false,
		"violation": {none},
	},
}

none := {"code": "none", "evidence": [
	"/resource/properties/DriftCheckBaselines/ModelDataQuality/Statistics/S3Uri",
	"/resource/properties/DriftCheckBaselines/ModelDataQuality/Constraints/S3Uri",
	"/resource/properties/DriftCheckBaselines/ModelQuality/Statistics/S3Uri",
	"/resource/properties/DriftCheckBaselines/ModelQuality/Constraints/S3Uri",
	"/resource/properties/DriftCheckBaselines/Bias/PreTrainingConstraints/S3Uri",
	"/resource/properties/DriftCheckBaselines/Bias/PostTrainingConstraints/S3Uri",
	"/resource/properties/DriftCheckBaselines/Explainability/Constraints/S3Uri",
]}

approved(properties) := {"resource": {"properties": object.union({"ModelApprovalStatus": "Approved"}, properties)}}

pending := {"resource": {"properties": {"ModelApprovalStatus": "PendingManualApproval"}}}
