package controls.dynamodb.table_pitr_test

import data.controls.dynamodb.table_pitr as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"on passes": {
		"input": {"resource": {"properties": {"PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": true}}}},
		"violation": set(),
	},
	"off fails": {
		"input": {"resource": {"properties": {"PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": false}}}},
		"violation": off,
	},
	"absent is AWS's default": {
		"input": {"resource": {"properties": {}}},
		"violation": off,
	},
}

off := {{"code": "off", "evidence": ["/resource/properties/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled"]}}
