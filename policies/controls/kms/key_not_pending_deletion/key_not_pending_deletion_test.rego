package controls.kms.key_not_pending_deletion_test

import data.controls.kms.key_not_pending_deletion as control

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
	"a key in use passes, and so does a disabled one, which comes back": {
		"input": {"resource": {"runtime": {"KeyManager": "CUSTOMER", "KeyState": "Disabled"}}},
		"applies": true,
		"violation": set(),
	},
	"a key that awaits deletion fails": {
		"input": {"resource": {"runtime": {"KeyManager": "CUSTOMER", "KeyState": "PendingDeletion"}}},
		"applies": true,
		"violation": pending,
	},
	"keys of AWS are not judged": {
		"input": {"resource": {"runtime": {"KeyManager": "AWS", "KeyState": "PendingDeletion"}}},
		"applies": false,
		"violation": pending,
	},
}

pending := {{"code": "pending", "args": {"state": "PendingDeletion"}, "evidence": ["/resource/runtime/KeyState"]}}
