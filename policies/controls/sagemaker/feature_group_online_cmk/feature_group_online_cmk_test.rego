package controls.sagemaker.feature_group_online_cmk_test

import data.controls.sagemaker.feature_group_online_cmk as control

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
	"an enabled customer managed key passes": {
		"input": group(arn, key("CUSTOMER", "Enabled")),
		"applies": true,
		"violation": set(),
	},
	"no key fails": {
		"input": group("", {}),
		"applies": true,
		"violation": {{"code": "none", "evidence": [key_id]}},
	},
	"a key of AWS fails, though it is a key": {
		"input": group(arn, key("AWS", "Enabled")),
		"applies": true,
		"violation": {{
			"code": "aws_managed",
			"args": {"key": arn},
			"evidence": [key_id, "/refs/onlineKey/runtime/KeyManager"],
		}},
	},
	"a key that does not exist fails": {
		"input": group(arn, {}),
		"applies": true,
		"violation": {{"code": "dangling", "args": {"key": arn}, "evidence": [key_id, "/refs/onlineKey"]}},
	},
	"a key that is about to be deleted fails": {
		"input": group(arn, key("CUSTOMER", "PendingDeletion")),
		"applies": true,
		"violation": {{
			"code": "unusable",
			"args": {"key": arn, "state": "PendingDeletion"},
			"evidence": [key_id, "/refs/onlineKey/runtime/KeyState"],
		}},
	},
	"nothing said of a key fails": {
		"input": {"resource": {"properties": {"OnlineStoreConfig": {"EnableOnlineStore": true}}}, "refs": {}},
		"applies": true,
		"violation": {{"code": "none", "evidence": [key_id]}},
	},
	"an in-memory store is not judged": {
		"input": {
			"resource": {"properties": {"OnlineStoreConfig": {"EnableOnlineStore": true, "StorageType": "InMemory"}}},
			"refs": {},
		},
		"applies": false,
		"violation": {{"code": "none", "evidence": [key_id]}},
	},
	"without an online store there is nothing to encrypt": {
		"input": {"resource": {"properties": {"OfflineStoreConfig": {}}}, "refs": {}},
		"applies": false,
		"violation": {{"code": "none", "evidence": [key_id]}},
	},
}

key_id := "/resource/properties/OnlineStoreConfig/SecurityConfig/KmsKeyId"

arn := "arn:aws:kms:ap-northeast-1:123456789012:key/11111111-2222-3333-4444-555555555555"

group(id, refs) := {
	"resource": {"properties": {"OnlineStoreConfig": {
		"EnableOnlineStore": true,
		"StorageType": "Standard",
		"SecurityConfig": {"KmsKeyId": id},
	}}},
	"refs": refs,
}

key(manager, state) := {"onlineKey": {
	"id": arn,
	"properties": {},
	"runtime": {"KeyManager": manager, "KeyState": state},
}}
