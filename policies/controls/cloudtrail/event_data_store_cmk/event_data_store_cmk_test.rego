package controls.cloudtrail.event_data_store_cmk_test

import data.controls.cloudtrail.event_data_store_cmk as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"an enabled key passes": {
		"input": keyed({"KmsKeyId": "k"}, {"key": {"id": "k", "runtime": {"KeyState": "Enabled"}}}),
		"violation": set(),
	},
	"no key fails": {
		"input": keyed({}, {}),
		"violation": none,
	},
	"an empty word is no key": {
		"input": keyed({"KmsKeyId": ""}, {}),
		"violation": none,
	},
	"a key that does not exist fails": {
		"input": keyed({"KmsKeyId": "k"}, {}),
		"violation": {{"code": "dangling", "args": {"key": "k"}, "evidence": ["/resource/properties/KmsKeyId", "/refs/key"]}},
	},
	"a key about to be deleted fails": {
		"input": keyed({"KmsKeyId": "k"}, {"key": {"id": "k", "runtime": {"KeyState": "PendingDeletion"}}}),
		"violation": {{
			"code": "unusable",
			"args": {"key": "k", "state": "PendingDeletion"},
			"evidence": ["/resource/properties/KmsKeyId", "/refs/key/id", "/refs/key/runtime/KeyState"],
		}},
	},
}

keyed(properties, refs) := {"resource": {"properties": properties}, "refs": refs}

none := {{"code": "none", "evidence": ["/resource/properties/KmsKeyId"]}}
