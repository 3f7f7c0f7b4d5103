package controls.bedrock.batch_job_output_cmk_test

import data.controls.bedrock.batch_job_output_cmk as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"a customer managed key of the job passes, whatever its bucket has": {
		"input": job(arn, {"out": bucket({"SSEAlgorithm": "AES256"})}, {arn: key({}, {})}),
		"violation": set(),
	},
	"a customer managed key of the bucket passes": {
		"input": job(null, {"out": bucket(by_key)}, {arn: key({}, {})}),
		"violation": set(),
	},
	"no key of the job and none of the bucket fails": {
		"input": job(null, {"out": bucket({"SSEAlgorithm": "AES256"})}, {}),
		"violation": {none},
	},
	"a bucket without default encryption, or with AWS's own key, fails": {
		"input": job(null, {"out": bucket({"SSEAlgorithm": "aws:kms"})}, {}),
		"violation": {none},
	},
	"a key of AWS fails, though it is a key": {
		"input": job(arn, {}, {arn: key({}, {"KeyManager": "AWS"})}),
		"violation": {{
			"code": "aws_managed",
			"args": {"key": arn, "state": "AWS"},
			"evidence": [named, named, concat("", [place, "/runtime/KeyManager"])],
		}},
	},
	"a key of the bucket that is about to be deleted fails": {
		"input": job(null, {"out": bucket(by_key)}, {arn: key({}, {"KeyState": "PendingDeletion"})}),
		"violation": {{
			"code": "unusable",
			"args": {"key": arn, "state": "PendingDeletion"},
			"evidence": [concat("", [rules, "/0/ServerSideEncryptionByDefault/KMSMasterKeyID"]), named, concat("", [place, "/runtime/KeyState"])],
		}},
	},
	"a key that does not exist fails": {
		"input": job(arn, {}, {}),
		"violation": {{"code": "dangling", "args": {"key": arn}, "evidence": [named, named, place]}},
	},
}

arn := "arn:aws:kms:ap-northeast-1:123456789012:key/data"

by_key := {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": arn}

place := "/refs/keys/arn:aws:kms:ap-northeast-1:123456789012:key~1data"

named := "/resource/properties/outputDataConfig/s3OutputDataConfig/s3EncryptionKeyId"

rules := "/refs/buckets/out/properties/BucketEncryption/ServerSideEncryptionConfiguration"

none := {
	"code": "none",
	"args": {"bucket": "out"},
	"evidence": [named, "/resource/runtime/OutputBucket", rules],
}

bucket(by_default) := {"properties": {"BucketEncryption": {"ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": by_default}]}}}

key(properties, runtime) := {
	"properties": object.union({"Enabled": true}, properties),
	"runtime": object.union({"KeyManager": "CUSTOMER", "KeyState": "Enabled"}, runtime),
}

job(key_id, buckets, keys) := {
	"resource": {
		"properties": {"outputDataConfig": {"s3OutputDataConfig": object.union({"s3Uri": "s3://out/answers/"}, key_member(key_id))}},
		"runtime": {"OutputBucket": "out"},
	},
	"refs": {"buckets": buckets, "keys": keys},
}

key_member(null) := {}

key_member(key_id) := {"s3EncryptionKeyId": key_id} if is_string(key_id)
