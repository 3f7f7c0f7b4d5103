package controls.s3.account_public_access_block_test

import data.controls.s3.account_public_access_block as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"all four pass": {
		"input": {"resource": {"properties": {
			"BlockPublicAcls": true,
			"IgnorePublicAcls": true,
			"BlockPublicPolicy": true,
			"RestrictPublicBuckets": true,
		}}},
		"violation": set(),
	},
	"one that is off fails": {
		"input": {"resource": {"properties": {
			"BlockPublicAcls": true,
			"IgnorePublicAcls": true,
			"BlockPublicPolicy": true,
			"RestrictPublicBuckets": false,
		}}},
		"violation": {off("RestrictPublicBuckets")},
	},
	"an account that says nothing blocks nothing": {
		"input": {"resource": {"properties": {}}},
		"violation": {off("BlockPublicAcls"), off("IgnorePublicAcls"), off("BlockPublicPolicy"), off("RestrictPublicBuckets")},
	},
}

off(setting) := {
	"code": "off",
	"args": {"setting": setting},
	"evidence": [concat("/", ["/resource/properties", setting])],
}
