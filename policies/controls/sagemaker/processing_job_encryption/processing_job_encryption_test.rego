package controls.sagemaker.processing_job_encryption_test

import data.controls.sagemaker.processing_job_encryption as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"both keys of the customer pass": {
		"input": job(arn, arn, "ml.m5.large", {"volumeKey": key("CUSTOMER"), "outputKey": key("CUSTOMER")}),
		"violation": set(),
	},
	"a key for the volumes alone leaves the output": {
		"input": job(arn, "", "ml.m5.large", {"volumeKey": key("CUSTOMER")}),
		"violation": {output_none},
	},
	"a key for the output alone leaves the volumes": {
		"input": job("", arn, "ml.m5.large", {"outputKey": key("CUSTOMER")}),
		"violation": {volume_none},
	},
	"nothing said fails": {
		"input": {"resource": {"properties": {"ProcessingJobName": "mask"}}, "refs": {}},
		"violation": {volume_none},
	},
	"keys of AWS fail": {
		"input": job(arn, arn, "ml.m5.large", {"volumeKey": key("AWS"), "outputKey": key("AWS")}),
		"violation": {
			{"code": "output_aws_managed", "evidence": ["/refs/outputKey/runtime/KeyManager"]},
			{"code": "volume_aws_managed", "evidence": ["/refs/volumeKey/runtime/KeyManager"]},
		},
	},
	"types with local storage take no key for volumes": {
		"input": job("", arn, "ml.g5.2xlarge", {"outputKey": key("CUSTOMER")}),
		"violation": set(),
	},
	"what goes to a feature store needs no key of the job": {
		"input": {
			"resource": {"properties": {
				"ProcessingResources": {"ClusterConfig": {"VolumeKmsKeyId": arn}},
				"ProcessingOutputConfig": {"Outputs": [{"OutputName": "f", "FeatureStoreOutput": {"FeatureGroupName": "f"}}]},
			}},
			"refs": {"volumeKey": key("CUSTOMER")},
		},
		"violation": set(),
	},
}

arn := "arn:aws:kms:ap-northeast-1:123456789012:key/11111111-2222-3333-4444-555555555555"

job(volume, output, type, refs) := {
	"resource": {"properties": {
		"ProcessingResources": {"ClusterConfig": {"VolumeKmsKeyId": volume, "InstanceType": type}},
		"ProcessingOutputConfig": {
			"KmsKeyId": output,
			"Outputs": [{"OutputName": "masked", "S3Output": {"S3Uri": "s3://ml-data/masked"}}],
		},
	}},
	"refs": refs,
}

key(manager) := {"id": arn, "properties": {}, "runtime": {"KeyManager": manager, "KeyState": "Enabled"}}

volume_none := {"code": "volume_none", "evidence": ["/resource/properties/ProcessingResources/ClusterConfig"]}

output_none := {"code": "output_none", "evidence": ["/resource/properties/ProcessingOutputConfig"]}
