package controls.s3.ai_bucket_cmk_test

import data.controls.s3.ai_bucket_cmk as control

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
	"a customer managed key passes": {
		"input": encrypted({"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": "k"}, {"key": {"id": "k", "runtime": {"KeyManager": "CUSTOMER"}}}),
		"applies": true,
		"violation": set(),
	},
	"S3's own keys fail": {
		"input": encrypted({"SSEAlgorithm": "AES256"}, {}),
		"applies": true,
		"violation": {not_kms},
	},
	"no configuration is S3's own keys": {
		"input": {"resource": {"properties": {"BucketName": "data"}}, "refs": {}, "params": {"s3": {"ai_buckets": ["*"]}}},
		"applies": true,
		"violation": {not_kms},
	},
	"KMS without a key is AWS's key": {
		"input": encrypted({"SSEAlgorithm": "aws:kms"}, {}),
		"applies": true,
		"violation": {{"code": "aws_managed", "evidence": ["/resource/properties/BucketEncryption"]}},
	},
	"a key that AWS manages fails by whatever name": {
		"input": encrypted({"SSEAlgorithm": "aws:kms:dsse", "KMSMasterKeyID": "alias/aws/s3"}, {"key": {"id": "k", "runtime": {"KeyManager": "AWS"}}}),
		"applies": true,
		"violation": {{
			"code": "aws_managed",
			"evidence": ["/resource/properties/BucketEncryption", "/refs/key/runtime/KeyManager"],
		}},
	},
	"a key that does not exist fails": {
		"input": encrypted({"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": "k"}, {}),
		"applies": true,
		"violation": {{
			"code": "dangling",
			"args": {"key": "k"},
			"evidence": ["/resource/properties/BucketEncryption", "/refs/key"],
		}},
	},
	"the destination of access logs is not judged": {
		"input": encrypted({"SSEAlgorithm": "AES256"}, {"policy": {"properties": {"PolicyDocument": {"Statement": [{
			"Effect": "Allow",
			"Principal": {"Service": ["logging.s3.amazonaws.com"]},
			"Action": ["s3:PutObject"],
			"Resource": ["arn:aws:s3:::data/*"],
		}]}}}}),
		"applies": false,
		"violation": {not_kms},
	},
	"a bucket of another use is not judged": {
		"input": object.union(encrypted({"SSEAlgorithm": "AES256"}, {}), {"params": {"s3": {"ai_buckets": ["ml-*"]}}}),
		"applies": false,
		"violation": {not_kms},
	},
}

encrypted(rule, refs) := {
	"resource": {"properties": {
		"BucketName": "data",
		"BucketEncryption": {"ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": rule}]},
	}},
	"refs": refs,
	"params": {"s3": {"ai_buckets": ["*"]}},
}

not_kms := {"code": "not_kms", "evidence": ["/resource/properties/BucketEncryption"]}
