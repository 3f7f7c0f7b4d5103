package controls.sagemaker.domain_cmk_test

import data.controls.sagemaker.domain_cmk as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"an enabled customer managed key passes": {
		"input": domain({"KmsKeyId": arn}, key({}, {})),
		"violation": set(),
	},
	"no key fails": {
		"input": domain({}, {}),
		"violation": {{"code": "none", "evidence": ["/resource/properties/KmsKeyId"]}},
	},
	"an empty key id is no key": {
		"input": domain({"KmsKeyId": ""}, {}),
		"violation": {{"code": "none", "evidence": ["/resource/properties/KmsKeyId"]}},
	},
	"a key of AWS fails, though it is a key": {
		"input": domain({"KmsKeyId": arn}, key({}, {"KeyManager": "AWS"})),
		"violation": {{
			"code": "aws_managed",
			"args": {"key": arn},
			"evidence": ["/resource/properties/KmsKeyId", "/refs/key/runtime/KeyManager"],
		}},
	},
	"a key that does not exist fails": {
		"input": domain({"KmsKeyId": arn}, {}),
		"violation": {{
			"code": "dangling",
			"args": {"key": arn},
			"evidence": ["/resource/properties/KmsKeyId", "/refs/key"],
		}},
	},
	"a key that is about to be deleted fails": {
		"input": domain({"KmsKeyId": arn}, key({}, {"KeyState": "PendingDeletion"})),
		"violation": {{
			"code": "unusable",
			"args": {"key": arn, "state": "PendingDeletion"},
			"evidence": ["/resource/properties/KmsKeyId", "/refs/key/id", "/refs/key/runtime/KeyState"],
		}},
	},
	"a key that a template disables fails": {
		"input": domain({"KmsKeyId": arn}, {"key": {"id": arn, "properties": {"Enabled": false}, "runtime": {}}}),
		"violation": {{
			"code": "unusable",
			"args": {"key": arn, "state": "Disabled"},
			"evidence": ["/resource/properties/KmsKeyId", "/refs/key/id", "/refs/key/properties/Enabled"],
		}},
	},
}

arn := "arn:aws:kms:ap-northeast-1:123456789012:key/11111111-2222-3333-4444-555555555555"

domain(properties, refs) := {"resource": {"properties": properties}, "refs": refs}

key(properties, runtime) := {"key": {
	"id": arn,
	"properties": object.union({"Enabled": true}, properties),
	"runtime": object.union({"KeyManager": "CUSTOMER", "KeyState": "Enabled"}, runtime),
}}
