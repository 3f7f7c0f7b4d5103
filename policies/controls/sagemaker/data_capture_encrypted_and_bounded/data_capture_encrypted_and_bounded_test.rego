package controls.sagemaker.data_capture_encrypted_and_bounded_test

import data.controls.sagemaker.data_capture_encrypted_and_bounded as control

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
	"a key of the customer and thirty days pass": {
		"input": config({}, key("CUSTOMER"), bucket([expiry("capture/", 30)], {})),
		"applies": true,
		"violation": set(),
	},
	"a rule of the whole bucket passes": {
		"input": config({}, key("CUSTOMER"), bucket([{"Status": "Enabled", "ExpirationInDays": 365}], {})),
		"applies": true,
		"violation": set(),
	},
	"no key fails": {
		"input": config({"KmsKeyId": ""}, {}, bucket([expiry("capture/", 30)], {})),
		"applies": true,
		"violation": {{"code": "no_key", "evidence": [key_id]}},
	},
	"a key of AWS fails": {
		"input": config({}, key("AWS"), bucket([expiry("capture/", 30)], {})),
		"applies": true,
		"violation": {{
			"code": "aws_managed",
			"args": {"key": arn},
			"evidence": [key_id, "/refs/captureKey/runtime/KeyManager"],
		}},
	},
	"a key that does not exist fails": {
		"input": config({}, {}, bucket([expiry("capture/", 30)], {})),
		"applies": true,
		"violation": {{"code": "key_gone", "args": {"key": arn}, "evidence": [key_id, "/refs/captureKey/id"]}},
	},
	"a bucket without lifecycle keeps everything": {
		"input": config({}, key("CUSTOMER"), {"captureBucket": {"properties": {"BucketName": "ml-capture"}}}),
		"applies": true,
		"violation": {kept},
	},
	"rules that reach less than the destination do not count": {
		"input": config({}, key("CUSTOMER"), bucket(
			[
				expiry("capture/fraud/2026/", 30),
				expiry("other/", 30),
				expiry("capture/", 400),
				object.union(expiry("capture/", 30), {"Status": "Disabled"}),
				object.union(expiry("capture/", 30), {"TagFilters": [{"Key": "pii", "Value": "true"}]}),
				object.union(expiry("capture/", 30), {"ObjectSizeGreaterThan": 1024}),
				object.union(expiry("capture/", 30), {"ObjectSizeLessThan": 1024}),
			],
			{},
		)),
		"applies": true,
		"violation": {kept},
	},
	"old versions must go too": {
		"input": config({}, key("CUSTOMER"), bucket([expiry("capture/", 30)], {"Status": "Enabled"})),
		"applies": true,
		"violation": {{
			"code": "versions_kept",
			"args": {"bucket": "ml-capture"},
			"evidence": [
				destination, bucket_name, lifecycle, allowed,
				"/refs/captureBucket/properties/VersioningConfiguration/Status",
			],
		}},
	},
	"old versions that go pass": {
		"input": config({}, key("CUSTOMER"), bucket(
			[object.union(expiry("", 30), {"NoncurrentVersionExpiration": {"NoncurrentDays": 7}})],
			{"Status": "Suspended"},
		)),
		"applies": true,
		"violation": set(),
	},
	"a bucket that does not exist fails": {
		"input": config({}, key("CUSTOMER"), {}),
		"applies": true,
		"violation": {
			{"code": "bucket_gone", "args": {"uri": "s3://ml-capture/capture/fraud"}, "evidence": [destination, bucket_name]},
		},
	},
	"capture that is switched off is not judged": {
		"input": config({"EnableCapture": false}, key("CUSTOMER"), bucket([expiry("capture/", 30)], {})),
		"applies": false,
		"violation": set(),
	},
	"no capture at all is not judged": {
		"input": {
			"resource": {"properties": {}},
			"refs": bucket([expiry("", 30)], {}),
			"params": {"retention": {"data_capture_days": 365}},
		},
		"applies": false,
		"violation": {{"code": "no_key", "evidence": [key_id]}},
	},
}

kept := {
	"code": "kept",
	"args": {"bucket": "ml-capture"},
	"evidence": [destination, bucket_name, lifecycle, allowed],
}

key_id := "/resource/properties/DataCaptureConfig/KmsKeyId"

destination := "/resource/properties/DataCaptureConfig/DestinationS3Uri"

bucket_name := "/refs/captureBucket/properties/BucketName"

lifecycle := "/refs/captureBucket/properties/LifecycleConfiguration"

allowed := "/params/retention/data_capture_days"

arn := "arn:aws:kms:ap-northeast-1:123456789012:key/11111111-2222-3333-4444-555555555555"

config(capture, key_refs, bucket_refs) := {
	"resource": {"properties": {"DataCaptureConfig": object.union(
		{"EnableCapture": true, "DestinationS3Uri": "s3://ml-capture/capture/fraud", "KmsKeyId": arn},
		capture,
	)}},
	"refs": object.union(key_refs, bucket_refs),
	"params": {"retention": {"data_capture_days": 365}},
}

key(manager) := {"captureKey": {"id": arn, "runtime": {"KeyManager": manager}}}

bucket(rules, versioning) := {"captureBucket": {"properties": {
	"BucketName": "ml-capture",
	"LifecycleConfiguration": {"Rules": rules},
	"VersioningConfiguration": versioning,
}}}

expiry(path, days) := {"Status": "Enabled", "Prefix": path, "ExpirationInDays": days}
