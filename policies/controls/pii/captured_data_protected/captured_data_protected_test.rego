package controls.pii.captured_data_protected_test

import data.controls.pii.captured_data_protected as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

test_applies[name] if {
	some name, case in cases
	applies := [true | control.applies with input as case.input]
	[case.applies | case.applies == true] == applies
}

test_occasion[name] if {
	some name, case in cases
	found := {"/resource/runtime/Found/0" | case.occasion == true}
	control.occasion == found with input as case.input
}

cases := {
	"captures under a key of one's own, closed and bounded, pass": {
		"input": capture({}, {}),
		"applies": true,
		"occasion": true,
		"violation": set(),
	},
	"logs under the bucket's key, with any end, pass": {
		"input": log({}, {}),
		"applies": true,
		"occasion": true,
		"violation": set(),
	},
	"where nothing was found there is no occasion": {
		"input": object.union(log({}, {}), {"resource": {"runtime": {"Found": [find("name", 0.7)]}}}),
		"applies": true,
		"occasion": false,
		"violation": set(),
	},
	"training data are another matter": {
		"input": object.union(log({}, {}), {"resource": {"properties": {
			"Uses": ["training"],
			"Users": [user("training", "arn:aws:sagemaker:ap-northeast-1:111122223333:training-job/fraud")],
		}}}),
		"applies": false,
		"occasion": true,
		"violation": set(),
	},
	"whoever reads the captures encrypts nothing": {
		"input": object.union(capture({}, {"BucketEncryption": null}), {"resource": {"properties": {
			"Uses": ["capture", "training"],
			"Users": [
				user("capture", config),
				user("training", "arn:aws:sagemaker:ap-northeast-1:111122223333:training-job/fraud"),
			],
		}}}),
		"applies": true,
		"occasion": true,
		"violation": set(),
	},
	"captures without a key of their own take the bucket's": {
		"input": capture({"KmsKeyId": ""}, {}),
		"applies": true,
		"occasion": true,
		"violation": set(),
	},
	"captures without any key fail": {
		"input": capture({"KmsKeyId": ""}, {"BucketEncryption": encryption({"SSEAlgorithm": "AES256"})}),
		"applies": true,
		"occasion": true,
		"violation": {{
			"code": "no_key",
			"args": {"bucket": "captures"},
			"evidence": [
				"/resource/properties/Users/0",
				captured_by,
				"/resource/properties/Bucket",
				"/refs/bucket/properties/BucketEncryption",
			],
		}},
	},
	"the key that AWS manages for S3 is none of one's own": {
		"input": log({}, {"BucketEncryption": encryption({"SSEAlgorithm": "aws:kms"})}),
		"applies": true,
		"occasion": true,
		"violation": {log_no_key},
	},
	"a bucket that says nothing encrypts by S3's own keys": {
		"input": log({}, {"BucketEncryption": null}),
		"applies": true,
		"occasion": true,
		"violation": {log_no_key},
	},
	"a key of captures that is disabled fails": {
		"input": object.union(capture({}, {}), {"refs": {"keys": {"alias/own": {"runtime": {"KeyState": "Disabled"}}}}}),
		"applies": true,
		"occasion": true,
		"violation": {{
			"code": "key",
			"args": {"key": "alias/own", "state": "Disabled"},
			"evidence": ["/resource/properties/Users/0", captured_by, "/refs/keys/alias~1own/runtime/KeyState"],
		}},
	},
	"a key of the bucket that AWS manages fails": {
		"input": log({"KeyManager": "AWS"}, {}),
		"applies": true,
		"occasion": true,
		"violation": {{
			"code": "key",
			"args": {"key": "alias/own", "state": "AWS"},
			"evidence": [
				"/resource/properties/Users/0",
				"/resource/properties/Bucket",
				"/refs/bucket/properties/BucketEncryption",
				"/refs/keys/alias~1own/runtime/KeyManager",
			],
		}},
	},
	"a key that is gone fails": {
		"input": log({}, {"BucketEncryption": encryption({"SSEAlgorithm": "aws:kms:dsse", "KMSMasterKeyID": "gone"})}),
		"applies": true,
		"occasion": true,
		"violation": {{
			"code": "key_gone",
			"args": {"key": "gone"},
			"evidence": [
				"/resource/properties/Users/0",
				"/resource/properties/Bucket",
				"/refs/bucket/properties/BucketEncryption",
				"/refs/keys/gone",
			],
		}},
	},
	"a public policy that nothing restricts fails": {
		"input": object.union(log({}, {"PublicAccessBlockConfiguration": {"RestrictPublicBuckets": false}}), {"refs": {"policy": public}}),
		"applies": true,
		"occasion": true,
		"violation": {{
			"code": "public",
			"args": {"bucket": "captures"},
			"evidence": [
				"/resource/properties/Bucket",
				"/refs/policy/runtime/IsPublic",
				"/refs/bucket/properties/PublicAccessBlockConfiguration",
				"/refs/accountBlocks",
			],
		}},
	},
	"a public policy that the bucket or the account restricts passes": {
		"input": object.union(log({}, {}), {"refs": {
			"policy": public,
			"accountBlocks": [{"properties": {"RestrictPublicBuckets": true}}],
		}}),
		"applies": true,
		"occasion": true,
		"violation": set(),
	},
	"ACLs in force fail": {
		"input": log({}, {"OwnershipControls": {"Rules": [{"ObjectOwnership": "ObjectWriter"}]}}),
		"applies": true,
		"occasion": true,
		"violation": {{
			"code": "acls",
			"args": {"bucket": "captures"},
			"evidence": ["/resource/properties/Bucket", "/refs/bucket/properties/OwnershipControls"],
		}},
	},
	"logs without any end fail": {
		"input": log({}, {"LifecycleConfiguration": {"Rules": []}}),
		"applies": true,
		"occasion": true,
		"violation": {kept},
	},
	"captures that are kept for longer than allowed fail": {
		"input": capture({}, {"LifecycleConfiguration": {"Rules": [rule(366)]}}),
		"applies": true,
		"occasion": true,
		"violation": {kept},
	},
	"old versions that stay fail": {
		"input": log({}, {"VersioningConfiguration": {"Status": "Enabled"}}),
		"applies": true,
		"occasion": true,
		"violation": {{
			"code": "versions_kept",
			"args": {"bucket": "captures"},
			"evidence": [
				"/resource/properties/Uses",
				"/params/retention/data_capture_days",
				"/resource/properties/Bucket",
				"/resource/properties/Prefix",
				"/refs/bucket/properties/LifecycleConfiguration",
				"/refs/bucket/properties/VersioningConfiguration/Status",
			],
		}},
	},
	"old versions that go pass": {
		"input": log({}, {
			"VersioningConfiguration": {"Status": "Enabled"},
			"LifecycleConfiguration": {"Rules": [object.union(
				rule(2600),
				{"NoncurrentVersionExpiration": {"NoncurrentDays": 30}},
			)]},
		}),
		"applies": true,
		"occasion": true,
		"violation": set(),
	},
	"a place without a prefix is the whole bucket": {
		"input": {
			"resource": {
				"properties": {
					"Kind": "s3",
					"Bucket": "captures",
					"Uses": ["capture"],
					"Users": [user("capture", config)],
				},
				"runtime": {"Found": [find("name", 0.8)]},
			},
			"refs": capture({}, {}).refs,
			"params": params,
		},
		"applies": true,
		"occasion": true,
		"violation": {kept},
	},
	"a bucket that is gone protects nothing": {
		"input": object.union(capture({}, {}), {"refs": {"bucket": null}}),
		"applies": true,
		"occasion": true,
		"violation": {
			kept,
			{
				"code": "acls",
				"args": {"bucket": "captures"},
				"evidence": ["/resource/properties/Bucket", "/refs/bucket/properties/OwnershipControls"],
			},
			{
				"code": "bucket_gone",
				"args": {"bucket": "captures"},
				"evidence": ["/resource/properties/Bucket", "/refs/bucket/id"],
			},
		},
	},
	"a log group with key and retention passes": {
		"input": group({"KmsKeyId": "alias/own", "RetentionInDays": 3653}),
		"applies": true,
		"occasion": true,
		"violation": set(),
	},
	"a log group without either fails": {
		"input": group({}),
		"applies": true,
		"occasion": true,
		"violation": {group_no_key, group_kept},
	},
	"a log group whose key is gone fails": {
		"input": group({"KmsKeyId": "gone", "RetentionInDays": 3653}),
		"applies": true,
		"occasion": true,
		"violation": {{
			"code": "key_gone",
			"args": {"key": "gone"},
			"evidence": [
				"/resource/properties/LogGroupName",
				"/refs/logGroup/properties/KmsKeyId",
				"/refs/keys/gone",
			],
		}},
	},
	"a log group that is gone is told": {
		"input": object.union(group({}), {"refs": {"logGroup": null}}),
		"applies": true,
		"occasion": true,
		"violation": {
			group_no_key,
			group_kept,
			{
				"code": "group_gone",
				"args": {"group": "/bedrock/log"},
				"evidence": ["/resource/properties/LogGroupName", "/refs/logGroup/id"],
			},
		},
	},
}

capture(facts, bucket) := {
	"resource": {
		"properties": {
			"Kind": "s3",
			"Bucket": "captures",
			"Prefix": "logged/",
			"Uses": ["capture"],
			"Users": [user("capture", config)],
		},
		"runtime": {"Found": [find("name", 0.8)]},
	},
	"refs": refs(facts, {}, object.union({"LifecycleConfiguration": {"Rules": [rule(365)]}}, bucket)),
	"params": params,
}

log(key, bucket) := {
	"resource": {
		"properties": {
			"Kind": "s3",
			"Bucket": "captures",
			"Prefix": "logged/",
			"Uses": ["invocation_logs"],
			"Users": [user("invocation_logs", "111122223333/ap-northeast-1")],
		},
		"runtime": {"Found": [find("name", 0.8)]},
	},
	"refs": refs({}, key, object.union({"LifecycleConfiguration": {"Rules": [rule(2600)]}}, bucket)),
	"params": params,
}

group(properties) := {
	"resource": {
		"properties": {
			"Kind": "logs",
			"LogGroupName": "/bedrock/log",
			"Uses": ["invocation_logs"],
			"Users": [user("invocation_logs", "111122223333/ap-northeast-1")],
		},
		"runtime": {"Found": [find("name", 0.8)]},
	},
	"refs": {
		"logGroup": {"id": "arn:aws:logs:ap-northeast-1:111122223333:log-group:/bedrock/log", "properties": properties},
		"keys": keys({}),
		"captures": {},
		"accountBlocks": [],
	},
	"params": params,
}

refs(facts, key, bucket) := {
	"bucket": {
		"id": "arn:aws:s3:::captures",
		"properties": object.union(
			{
				"BucketEncryption": encryption({"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": "alias/own"}),
				"PublicAccessBlockConfiguration": {"RestrictPublicBuckets": true},
				"OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
			},
			bucket,
		),
	},
	"policy": {"runtime": {"IsPublic": false}},
	"accountBlocks": [],
	"captures": {config: {"properties": {"DataCaptureConfig": object.union({"KmsKeyId": "alias/own"}, facts)}}},
	"keys": keys(key),
}

keys(facts) := {"alias/own": {"runtime": object.union({"KeyManager": "CUSTOMER", "KeyState": "Enabled"}, facts)}}

encryption(default_rule) := {"ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": default_rule}]}

rule(days) := {"Status": "Enabled", "Prefix": "logged/", "ExpirationInDays": days}

user(use, id) := {"Use": use, "Id": id, "Region": "ap-northeast-1"}

config := "arn:aws:sagemaker:ap-northeast-1:111122223333:endpoint-config/fraud"

captured_by := "/refs/captures/arn:aws:sagemaker:ap-northeast-1:111122223333:endpoint-config~1fraud"

find(type, confidence) := {"Type": type, "Count": 1, "Objects": 1, "Confidence": confidence}

public := {"runtime": {"IsPublic": true}}

params := {
	"pii": {"kept_types": ["email", "name"], "kept_confidence": 0.75},
	"retention": {"data_capture_days": 365},
}

log_no_key := {
	"code": "no_key",
	"args": {"bucket": "captures"},
	"evidence": [
		"/resource/properties/Users/0",
		"/resource/properties/Bucket",
		"/refs/bucket/properties/BucketEncryption",
	],
}

kept := {
	"code": "kept",
	"args": {"bucket": "captures"},
	"evidence": [
		"/resource/properties/Uses",
		"/params/retention/data_capture_days",
		"/resource/properties/Bucket",
		"/resource/properties/Prefix",
		"/refs/bucket/properties/LifecycleConfiguration",
	],
}

group_no_key := {
	"code": "group_no_key",
	"args": {"group": "/bedrock/log"},
	"evidence": ["/resource/properties/LogGroupName", "/refs/logGroup/properties/KmsKeyId"],
}

group_kept := {
	"code": "group_kept",
	"args": {"group": "/bedrock/log"},
	"evidence": ["/resource/properties/LogGroupName", "/refs/logGroup/properties/RetentionInDays"],
}
