package controls.sagemaker.data_quality_output_cmk_test

import data.controls.sagemaker.data_quality_output_cmk as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"an enabled customer managed key passes": {
		"input": definition(arn, key("CUSTOMER", "Enabled")),
		"violation": set(),
	},
	"no key fails": {
		"input": definition("", {}),
		"violation": {{"code": "none", "evidence": [key_id]}},
	},
	"a key of AWS fails, though it is a key": {
		"input": definition(arn, key("AWS", "Enabled")),
		"violation": {{
			"code": "aws_managed",
			"args": {"key": arn},
			"evidence": [key_id, "/refs/outputKey/runtime/KeyManager"],
		}},
	},
	"a key that does not exist fails": {
		"input": definition(arn, {}),
		"violation": {{"code": "dangling", "args": {"key": arn}, "evidence": [key_id, "/refs/outputKey"]}},
	},
	"a key that is about to be deleted fails": {
		"input": definition(arn, key("CUSTOMER", "PendingDeletion")),
		"violation": {{
			"code": "unusable",
			"args": {"key": arn, "state": "PendingDeletion"},
			"evidence": [key_id, "/refs/outputKey/runtime/KeyState"],
		}},
	},
	"nothing said fails, for AWS takes a key of its own": {
		"input": {"resource": {"properties": {"JobDefinitionName": "fraud"}}, "refs": {}},
		"violation": {{"code": "none", "evidence": [key_id]}},
	},
}

key_id := "/resource/properties/DataQualityJobOutputConfig/KmsKeyId"

arn := "arn:aws:kms:ap-northeast-1:123456789012:key/11111111-2222-3333-4444-555555555555"

definition(id, refs) := {
	"resource": {"properties": {"DataQualityJobOutputConfig": {"KmsKeyId": id}}},
	"refs": refs,
}

key(manager, state) := {"outputKey": {
	"id": arn,
	"properties": {},
	"runtime": {"KeyManager": manager, "KeyState": state},
}}
