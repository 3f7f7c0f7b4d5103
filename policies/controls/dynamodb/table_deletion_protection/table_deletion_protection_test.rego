package controls.dynamodb.table_deletion_protection_test

import data.controls.dynamodb.table_deletion_protection as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"on passes": {
		"input": {"resource": {"properties": {"DeletionProtectionEnabled": true}}},
		"violation": set(),
	},
	"off fails": {
		"input": {"resource": {"properties": {"DeletionProtectionEnabled": false}}},
		"violation": off,
	},
	"absent is AWS's default": {
		"input": {"resource": {"properties": {}}},
		"violation": off,
	},
}

off := {{"code": "off", "evidence": ["/resource/properties/DeletionProtectionEnabled"]}}
