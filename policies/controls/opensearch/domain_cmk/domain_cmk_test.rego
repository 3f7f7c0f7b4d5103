package controls.opensearch.domain_cmk_test

import data.controls.opensearch.domain_cmk as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"an enabled customer managed key passes": {
		"input": subject({"EncryptionAtRestOptions": {"KmsKeyId": arn}}, {arn: key({}, {})}),
		"violation": set(),
	},
	"no key fails": {
		"input": subject({}, {}),
		"violation": {{"code": "none", "evidence": ["/resource/properties/EncryptionAtRestOptions/KmsKeyId"]}},
	},
	"a key of AWS fails, though it is a key": {
		"input": subject({"EncryptionAtRestOptions": {"KmsKeyId": arn}}, {arn: key({}, {"KeyManager": "AWS"})}),
		"violation": {{
			"code": "aws_managed",
			"args": {"key": arn, "state": "AWS"},
			"evidence": ["/resource/properties/EncryptionAtRestOptions/KmsKeyId", concat("", [place, "/runtime/KeyManager"])],
		}},
	},
	"a key that does not exist fails": {
		"input": subject({"EncryptionAtRestOptions": {"KmsKeyId": arn}}, {}),
		"violation": {{"code": "dangling", "args": {"key": arn}, "evidence": ["/resource/properties/EncryptionAtRestOptions/KmsKeyId", place]}},
	},
	"a key that is about to be deleted fails": {
		"input": subject({"EncryptionAtRestOptions": {"KmsKeyId": arn}}, {arn: key({}, {"KeyState": "PendingDeletion"})}),
		"violation": {{
			"code": "unusable",
			"args": {"key": arn, "state": "PendingDeletion"},
			"evidence": ["/resource/properties/EncryptionAtRestOptions/KmsKeyId", concat("", [place, "/runtime/KeyState"])],
		}},
	},
}

arn := "arn:aws:kms:ap-northeast-1:123456789012:key/data"

place := "/refs/keys/arn:aws:kms:ap-northeast-1:123456789012:key~1data"

subject(properties, keys) := {
	"resource": {"properties": object.union({}, properties)},
	"refs": {"keys": keys},
}

key(properties, runtime) := {
	"properties": object.union({"Enabled": true}, properties),
	"runtime": object.union({"KeyManager": "CUSTOMER", "KeyState": "Enabled"}, runtime),
}
