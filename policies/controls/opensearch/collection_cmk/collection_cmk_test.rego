package controls.opensearch.collection_cmk_test

import data.controls.opensearch.collection_cmk as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"an enabled customer managed key passes": {
		"input": collection({"KmsKeyArn": arn}, {"KeyManager": "CUSTOMER"}),
		"violation": set(),
	},
	"a key that AWS owns fails": {
		"input": collection({"KmsKeyArn": "auto"}, {}),
		"violation": {{"code": "none", "evidence": ["/resource/runtime/KmsKeyArn"]}},
	},
	"no key fails": {
		"input": collection({}, {}),
		"violation": {{"code": "none", "evidence": ["/resource/runtime/KmsKeyArn"]}},
	},
	"a key that AWS manages fails": {
		"input": collection({"KmsKeyArn": arn}, {"KeyManager": "AWS"}),
		"violation": {{
			"code": "aws_managed",
			"args": {"key": arn, "state": "AWS"},
			"evidence": ["/resource/runtime/KmsKeyArn", concat("", [place, "/runtime/KeyManager"])],
		}},
	},
	"a key that is about to be deleted fails": {
		"input": collection({"KmsKeyArn": arn}, {"KeyManager": "CUSTOMER", "KeyState": "PendingDeletion"}),
		"violation": {{
			"code": "unusable",
			"args": {"key": arn, "state": "PendingDeletion"},
			"evidence": ["/resource/runtime/KmsKeyArn", concat("", [place, "/runtime/KeyState"])],
		}},
	},
	"a key that does not exist fails": {
		"input": {"resource": {"runtime": {"KmsKeyArn": arn}}, "refs": {"keys": {}}},
		"violation": {{"code": "dangling", "args": {"key": arn}, "evidence": ["/resource/runtime/KmsKeyArn", place]}},
	},
}

arn := "arn:aws:kms:ap-northeast-1:123456789012:key/data"

place := "/refs/keys/arn:aws:kms:ap-northeast-1:123456789012:key~1data"

collection(runtime, key) := {
	"resource": {"runtime": runtime},
	"refs": {"keys": {arn: {"properties": {"Enabled": true}, "runtime": key}}},
}
