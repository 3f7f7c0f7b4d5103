package controls.eks.secrets_cmk_test

import data.controls.eks.secrets_cmk as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"an enabled customer managed key passes": {"input": cluster([config(["secrets"])], key({})), "violation": set()},
	"nothing said fails, for AWS then uses a key of its own": {
		"input": {"resource": {"properties": {"Name": "ml"}}, "refs": {"secretKeys": {}}},
		"violation": {{"code": "none", "evidence": ["/resource/properties/EncryptionConfig"]}},
	},
	"a key for something else is none for secrets": {
		"input": cluster([config(["configmaps"])], key({})),
		"violation": {{"code": "none", "evidence": ["/resource/properties/EncryptionConfig"]}},
	},
	"a key of AWS fails": {
		"input": cluster([config(["secrets"])], key({"KeyManager": "AWS"})),
		"violation": {{
			"code": "aws_managed",
			"args": {"key": arn},
			"evidence": [first, concat("", [pointer, "/runtime/KeyManager"])],
		}},
	},
	"a key that does not exist fails": {
		"input": cluster([config(["secrets"])], {}),
		"violation": {{"code": "dangling", "args": {"key": arn}, "evidence": [first, pointer]}},
	},
	"a key that is about to be deleted fails": {
		"input": cluster([config(["secrets"])], key({"KeyState": "PendingDeletion"})),
		"violation": {{
			"code": "unusable",
			"args": {"key": arn, "state": "PendingDeletion"},
			"evidence": [first, concat("", [pointer, "/runtime/KeyState"])],
		}},
	},
}

arn := "arn:aws:kms:ap-northeast-1:123456789012:key/11111111-2222-3333-4444-555555555555"

first := "/resource/properties/EncryptionConfig/0"

pointer := "/refs/secretKeys/arn:aws:kms:ap-northeast-1:123456789012:key~111111111-2222-3333-4444-555555555555"

config(resources) := {"Resources": resources, "Provider": {"KeyArn": arn}}

key(runtime) := {arn: {"id": arn, "runtime": object.union({"KeyManager": "CUSTOMER", "KeyState": "Enabled"}, runtime)}}

cluster(configs, keys) := {
	"resource": {"properties": {"Name": "ml", "EncryptionConfig": configs}},
	"refs": {"secretKeys": keys},
}
