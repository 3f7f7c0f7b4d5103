package controls.iam.policy_admin_test

import data.controls.iam.policy_admin as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"all of one service passes, for it is not everything": {
		"input": document([{"Effect": "Allow", "Action": ["iam:*"], "Resource": ["*"]}]),
		"violation": set(),
	},
	"everything fails, in each way of writing it and under any condition": {
		"input": document([
			{"Effect": "Deny", "Action": ["*"], "Resource": ["*"]},
			{"Effect": "Allow", "Action": ["*"], "Resource": ["*"], "Condition": {"Bool": {"aws:MultiFactorAuthPresent": ["true"]}}},
			{"Effect": "Allow", "Action": ["*:*"], "Resource": ["arn:aws:*"]},
		]),
		"violation": {admin(1), admin(2)},
	},
	"no document grants nothing": {
		"input": {"resource": {"properties": {"PolicyName": "ml"}}},
		"violation": set(),
	},
}

document(statements) := {"resource": {"properties": {"PolicyName": "ml", "PolicyDocument": {"Statement": statements}}}}

admin(index) := {
	"code": "admin",
	"args": {"statement": format_int(index, 10)},
	"evidence": [concat("/", ["/resource/properties/PolicyDocument/Statement", format_int(index, 10)])],
}
