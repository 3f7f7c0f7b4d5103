package controls.kms.key_policy_separation_test

import data.controls.kms.key_policy_separation as control

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
	"administrators and users apart pass": {
		"input": key("CUSTOMER", [delegation, administration([admin]), usage([user])]),
		"applies": true,
		"violation": set(),
	},
	"one principal in both statements fails": {
		"input": key("CUSTOMER", [delegation, administration([admin]), usage([user, admin])]),
		"applies": true,
		"violation": {both(admin, [1, 2])},
	},
	"everything in one statement fails": {
		"input": key("CUSTOMER", [{
			"Effect": "Allow",
			"Principal": {"AWS": [admin]},
			"Action": ["kms:*"],
			"Resource": ["*"],
		}]),
		"applies": true,
		"violation": {both(admin, [0])},
	},
	"wildcards count by what they cover": {
		"input": key("CUSTOMER", [
			{"Effect": "Allow", "Principal": {"AWS": [admin]}, "Action": ["kms:Sched*", "kms:Describe*"], "Resource": ["*"]},
			{"Effect": "Allow", "Principal": {"AWS": [admin]}, "Action": ["kms:GenerateDataKey*"], "Resource": ["*"]},
		]),
		"applies": true,
		"violation": {both(admin, [0, 1])},
	},
	"what is denied is not granted": {
		"input": key("CUSTOMER", [administration([admin]), object.union(usage([admin]), {"Effect": "Deny"})]),
		"applies": true,
		"violation": set(),
	},
	"the root of an account, in each way of writing it, is the account's IAM policies": {
		"input": key("CUSTOMER", [
			delegation,
			{"Effect": "Allow", "Principal": {"AWS": ["123456789012"]}, "Action": ["kms:*"], "Resource": ["*"]},
		]),
		"applies": true,
		"violation": set(),
	},
	"anyone is no single principal": {
		"input": key("CUSTOMER", [{
			"Effect": "Allow",
			"Principal": {"AWS": ["*"]},
			"Action": ["kms:*"],
			"Resource": ["*"],
		}]),
		"applies": true,
		"violation": set(),
	},
	"no policy of its own is the default, which delegates to IAM": {
		"input": {"resource": {"properties": {}, "runtime": {}}},
		"applies": true,
		"violation": set(),
	},
	"keys of AWS are not judged": {
		"input": key("AWS", [delegation]),
		"applies": false,
		"violation": set(),
	},
}

admin := "arn:aws:iam::123456789012:role/key-admin"

user := "arn:aws:iam::123456789012:role/training"

key(manager, statements) := {"resource": {
	"properties": {"KeyPolicy": {"Statement": statements}},
	"runtime": {"KeyManager": manager},
}}

delegation := {
	"Effect": "Allow",
	"Principal": {"AWS": ["arn:aws:iam::123456789012:root"]},
	"Action": ["kms:*"],
	"Resource": ["*"],
}

administration(principals) := {
	"Effect": "Allow",
	"Principal": {"AWS": principals},
	"Action": ["kms:PutKeyPolicy", "kms:ScheduleKeyDeletion", "kms:Describe*"],
	"Resource": ["*"],
}

usage(principals) := {
	"Effect": "Allow",
	"Principal": {"AWS": principals},
	"Action": ["kms:Encrypt", "kms:Decrypt"],
	"Resource": ["*"],
}

both(principal, indices) := {
	"code": "both",
	"args": {"principal": principal},
	"evidence": [concat("/", ["/resource/properties/KeyPolicy/Statement", format_int(index, 10)]) | some index in indices],
}
