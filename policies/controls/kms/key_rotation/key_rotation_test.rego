package controls.kms.key_rotation_test

import data.controls.kms.key_rotation as control

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
	"rotation passes": {
		"input": key({"EnableKeyRotation": true}, {}),
		"applies": true,
		"violation": set(),
	},
	"rotation off fails": {
		"input": key({"EnableKeyRotation": false}, {}),
		"applies": true,
		"violation": off,
	},
	"absent fails, for AWS does not rotate by itself": {
		"input": key({}, {}),
		"applies": true,
		"violation": off,
	},
	"a key of a template, of which nothing runs yet, is judged": {
		"input": {"resource": {"properties": {"EnableKeyRotation": false}, "runtime": {}}},
		"applies": true,
		"violation": off,
	},
	"keys of AWS are not judged": {
		"input": key({}, {"KeyManager": "AWS"}),
		"applies": false,
		"violation": off,
	},
	"asymmetric keys cannot rotate": {
		"input": key({"KeySpec": "RSA_2048"}, {}),
		"applies": false,
		"violation": off,
	},
	"imported material does not rotate by itself": {
		"input": key({"Origin": "EXTERNAL"}, {}),
		"applies": false,
		"violation": off,
	},
	"a key that is about to be deleted is not judged": {
		"input": key({}, {"KeyState": "PendingDeletion"}),
		"applies": false,
		"violation": off,
	},
	"a key that a template disables is not judged": {
		"input": {"resource": {"properties": {"Enabled": false}, "runtime": {}}},
		"applies": false,
		"violation": off,
	},
}

off := {{"code": "off", "evidence": ["/resource/properties/EnableKeyRotation"]}}

key(properties, runtime) := {"resource": {
	"properties": object.union({"KeySpec": "SYMMETRIC_DEFAULT", "Origin": "AWS_KMS", "Enabled": true}, properties),
	"runtime": object.union({"KeyManager": "CUSTOMER", "KeyState": "Enabled"}, runtime),
}}
