package controls.sagemaker.training_job_encryption_test

import data.controls.sagemaker.training_job_encryption as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"both keys of the customer pass": {
		"input": job(arn, arn, {"volumeKey": key("CUSTOMER"), "outputKey": key("CUSTOMER")}),
		"violation": set(),
	},
	"a key for the volumes alone leaves the output": {
		"input": job(arn, "", {"volumeKey": key("CUSTOMER")}),
		"violation": {{"code": "output_none", "evidence": ["/resource/properties/OutputDataConfig/KmsKeyId"]}},
	},
	"a key for the output alone leaves the volumes": {
		"input": job("", arn, {"outputKey": key("CUSTOMER")}),
		"violation": {{"code": "volume_none", "evidence": ["/resource/properties/ResourceConfig"]}},
	},
	"nothing said fails twice": {
		"input": {"resource": {"properties": {"TrainingJobName": "fraud-1"}}, "refs": {}},
		"violation": {
			{"code": "output_none", "evidence": ["/resource/properties/OutputDataConfig/KmsKeyId"]},
			{"code": "volume_none", "evidence": ["/resource/properties/ResourceConfig"]},
		},
	},
	"keys of AWS fail": {
		"input": job(arn, arn, {"volumeKey": key("AWS"), "outputKey": key("AWS")}),
		"violation": {
			{"code": "output_aws_managed", "evidence": ["/refs/outputKey/runtime/KeyManager"]},
			{"code": "volume_aws_managed", "evidence": ["/refs/volumeKey/runtime/KeyManager"]},
		},
	},
	"keys that are gone were the customer's": {
		"input": job(arn, arn, {}),
		"violation": set(),
	},
	"types with local storage take no key for volumes": {
		"input": {
			"resource": {"properties": {
				"ResourceConfig": {"InstanceType": "ml.g5.2xlarge", "InstanceCount": 1},
				"OutputDataConfig": {"KmsKeyId": arn},
			}},
			"refs": {"outputKey": key("CUSTOMER")},
		},
		"violation": set(),
	},
}

arn := "arn:aws:kms:ap-northeast-1:123456789012:key/11111111-2222-3333-4444-555555555555"

job(volume, output, refs) := {
	"resource": {"properties": {
		"ResourceConfig": {"VolumeKmsKeyId": volume, "InstanceCount": 1, "InstanceType": "ml.m5.large"},
		"OutputDataConfig": {"KmsKeyId": output, "S3OutputPath": "s3://ml-output"},
	}},
	"refs": refs,
}

key(manager) := {"id": arn, "properties": {}, "runtime": {"KeyManager": manager, "KeyState": "Enabled"}}
