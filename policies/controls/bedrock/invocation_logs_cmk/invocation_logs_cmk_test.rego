package controls.bedrock.invocation_logs_cmk_test

import data.controls.bedrock.invocation_logs_cmk as control

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
	"a log group and buckets with keys of the customer pass": {
		"input": region(
			[{"properties": {
				"s3Config": {"bucketName": "ml-logs"},
				"cloudWatchConfig": {
					"logGroupName": "/bedrock",
					"largeDataDeliveryS3Config": {"bucketName": "ml-large"},
				},
			}}],
			{"ml-logs": bucket(sse("aws:kms")), "ml-large": bucket(sse("aws:kms:dsse"))},
			{"/bedrock": {"properties": {"KmsKeyId": arn}}},
			customer_key,
		),
		"applies": true,
		"violation": set(),
	},
	"a log group without key fails": {
		"input": region([to_group], {}, {"/bedrock": {"properties": {}}}, {}),
		"applies": true,
		"violation": {{
			"code": "group_no_key",
			"args": {"group": "/bedrock"},
			"evidence": ["/refs/invocationLogGroups/~1bedrock/properties/KmsKeyId"],
		}},
	},
	"a bucket of S3's own encryption, or none, fails": {
		"input": region(
			[to_bucket, to_large],
			{"ml-logs": bucket({"SSEAlgorithm": "AES256"}), "ml-large": {"id": "ml-large", "properties": {}}},
			{},
			{},
		),
		"applies": true,
		"violation": {no_key("ml-logs"), no_key("ml-large")},
	},
	"SSE-KMS without a named key takes the key of AWS": {
		"input": region([to_bucket], {"ml-logs": bucket({"SSEAlgorithm": "aws:kms"})}, {}, {}),
		"applies": true,
		"violation": {no_key("ml-logs")},
	},
	"keys that AWS manages fail": {
		"input": region(
			[to_bucket],
			{"ml-logs": bucket(sse("aws:kms"))},
			{"/bedrock": {"properties": {"KmsKeyId": arn}}},
			{arn: {"properties": {}, "runtime": {"KeyManager": "AWS", "KeyState": "Enabled"}}},
		),
		"applies": true,
		"violation": {
			{
				"code": "group_key",
				"args": {"group": "/bedrock", "state": "AWS"},
				"evidence": ["/refs/invocationLogGroups/~1bedrock/properties/KmsKeyId", manager],
			},
			{
				"code": "bucket_key",
				"args": {"bucket": "ml-logs", "state": "AWS"},
				"evidence": [concat("", [rules("ml-logs"), "/0/ServerSideEncryptionByDefault/KMSMasterKeyID"]), manager],
			},
		},
	},
	"keys that do not exist fail": {
		"input": region(
			[to_bucket],
			{"ml-logs": bucket(sse("aws:kms"))},
			{"/bedrock": {"properties": {"KmsKeyId": arn}}},
			{},
		),
		"applies": true,
		"violation": {
			{
				"code": "group_key_gone",
				"args": {"group": "/bedrock", "key": arn},
				"evidence": ["/refs/invocationLogGroups/~1bedrock/properties/KmsKeyId", trim_suffix(manager, "/runtime/KeyManager")],
			},
			{
				"code": "bucket_key_gone",
				"args": {"bucket": "ml-logs", "key": arn},
				"evidence": [
					concat("", [rules("ml-logs"), "/0/ServerSideEncryptionByDefault/KMSMasterKeyID"]),
					trim_suffix(manager, "/runtime/KeyManager"),
				],
			},
		},
	},
	"destinations that do not exist fail": {
		"input": region([to_group, to_bucket, to_large], {}, {}, {}),
		"applies": true,
		"violation": {
			{
				"code": "group_gone",
				"args": {"group": "/bedrock"},
				"evidence": [
					"/refs/invocationLogging/0/properties/cloudWatchConfig/logGroupName",
					"/refs/invocationLogGroups/~1bedrock",
				],
			},
			{
				"code": "bucket_gone",
				"args": {"bucket": "ml-logs"},
				"evidence": ["/refs/invocationLogging/1/properties/s3Config", "/refs/invocationLogBuckets/ml-logs"],
			},
			{
				"code": "bucket_gone",
				"args": {"bucket": "ml-large"},
				"evidence": [
					"/refs/invocationLogging/2/properties/cloudWatchConfig/largeDataDeliveryS3Config",
					"/refs/invocationLogBuckets/ml-large",
				],
			},
		},
	},
	"where nothing is logged nothing is judged": {
		"input": region([], {}, {}, {}),
		"applies": false,
		"violation": set(),
	},
}

arn := "arn:aws:kms:ap-northeast-1:123456789012:key/data"

manager := "/refs/invocationLogKeys/arn:aws:kms:ap-northeast-1:123456789012:key~1data/runtime/KeyManager"

customer_key := {arn: {"properties": {}, "runtime": {"KeyManager": "CUSTOMER", "KeyState": "Enabled"}}}

to_group := {"properties": {"cloudWatchConfig": {"logGroupName": "/bedrock"}}}

to_bucket := {"properties": {"s3Config": {"bucketName": "ml-logs"}}}

to_large := {"properties": {"cloudWatchConfig": {"largeDataDeliveryS3Config": {"bucketName": "ml-large"}}}}

sse(algorithm) := {"SSEAlgorithm": algorithm, "KMSMasterKeyID": arn}

bucket(by_default) := {"id": "arn:aws:s3:::logs", "properties": {"BucketEncryption": {"ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": by_default}]}}}

rules(name) := concat("", [
	"/refs/invocationLogBuckets/", name,
	"/properties/BucketEncryption/ServerSideEncryptionConfiguration",
])

no_key(name) := {"code": "bucket_no_key", "args": {"bucket": name}, "evidence": [rules(name)]}

region(loggings, buckets, groups, keys) := {"refs": {
	"invocationLogging": loggings,
	"invocationLogBuckets": buckets,
	"invocationLogGroups": groups,
	"invocationLogKeys": keys,
}}
