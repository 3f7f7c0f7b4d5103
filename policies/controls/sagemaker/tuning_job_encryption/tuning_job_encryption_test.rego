package controls.sagemaker.tuning_job_encryption_test

import data.controls.sagemaker.tuning_job_encryption as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"keys of the customer in every definition pass": {
		"input": tuning(
			{"TrainingJobDefinitions": [
				definition({"ResourceConfig": {"VolumeKmsKeyId": arn}}),
				definition({"HyperParameterTuningResourceConfig": {"VolumeKmsKeyId": arn}}),
			]},
			"CUSTOMER",
		),
		"violation": set(),
	},
	"one definition without a key for its volumes fails": {
		"input": tuning(
			{"TrainingJobDefinitions": [
				definition({"ResourceConfig": {"VolumeKmsKeyId": arn}}),
				definition({"ResourceConfig": {"VolumeKmsKeyId": "", "InstanceType": "ml.m5.large"}}),
			]},
			"CUSTOMER",
		),
		"violation": {{
			"code": "volume_none",
			"args": {"definition": "/resource/properties/TrainingJobDefinitions/1"},
			"evidence": ["/resource/properties/TrainingJobDefinitions/1"],
		}},
	},
	"a single definition without a key for its output fails": {
		"input": tuning(
			{"TrainingJobDefinition": {
				"ResourceConfig": {"VolumeKmsKeyId": arn},
				"OutputDataConfig": {"S3OutputPath": "s3://ml-output"},
			}},
			"CUSTOMER",
		),
		"violation": {{
			"code": "output_none",
			"args": {"definition": "/resource/properties/TrainingJobDefinition"},
			"evidence": ["/resource/properties/TrainingJobDefinition/OutputDataConfig"],
		}},
	},
	"a key of AWS fails": {
		"input": tuning({"TrainingJobDefinition": definition({"ResourceConfig": {"VolumeKmsKeyId": arn}})}, "AWS"),
		"violation": {{
			"code": "aws_managed",
			"args": {"key": arn},
			"evidence": ["/refs/keys/arn:aws:kms:ap-northeast-1:123456789012:key~111111111-2222-3333-4444-555555555555/runtime/KeyManager"],
		}},
	},
	"types with local storage take no key for volumes": {
		"input": tuning(
			{"TrainingJobDefinitions": [
				definition({"ResourceConfig": {"InstanceType": "ml.g5.2xlarge"}}),
				definition({"HyperParameterTuningResourceConfig": {"InstanceType": "ml.p5.48xlarge"}}),
			]},
			"CUSTOMER",
		),
		"violation": set(),
	},
}

arn := "arn:aws:kms:ap-northeast-1:123456789012:key/11111111-2222-3333-4444-555555555555"

definition(resources) := object.union({"OutputDataConfig": {"KmsKeyId": arn, "S3OutputPath": "s3://ml-output"}}, resources)

tuning(properties, manager) := {
	"resource": {"properties": properties},
	"refs": {"keys": {arn: {"id": arn, "properties": {}, "runtime": {"KeyManager": manager}}}},
}
