package controls.iam.policy_kms_decrypt_all_test

import data.controls.iam.policy_kms_decrypt_all as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"named keys and a condition pass": {
		"input": document([
			{"Effect": "Allow", "Action": ["kms:Decrypt"], "Resource": ["arn:aws:kms:ap-northeast-1:123456789012:key/1"]},
			{
				"Effect": "Allow",
				"Action": ["kms:Decrypt"],
				"Resource": ["*"],
				"Condition": {"StringEquals": {"kms:ViaService": ["s3.ap-northeast-1.amazonaws.com"]}},
			},
			{"Effect": "Allow", "Action": ["kms:DescribeKey"], "Resource": ["*"]},
		]),
		"violation": set(),
	},
	"every key fails, in one account too": {
		"input": document([
			{"Effect": "Allow", "Action": ["kms:Decrypt"], "Resource": ["*"]},
			{"Effect": "Allow", "Action": ["kms:*"], "Resource": ["arn:aws:kms:*:123456789012:key/*"]},
		]),
		"violation": {wrong(0, "kms:Decrypt"), wrong(1, "kms:Decrypt, kms:ReEncryptFrom")},
	},
	"no document grants nothing": {
		"input": {"resource": {"properties": {"PolicyName": "ml"}}},
		"violation": set(),
	},
}

document(statements) := {"resource": {"properties": {"PolicyName": "ml", "PolicyDocument": {"Statement": statements}}}}

wrong(index, actions) := {
	"code": "all_keys",
	"args": {"statement": format_int(index, 10), "actions": actions},
	"evidence": [concat("/", ["/resource/properties/PolicyDocument/Statement", format_int(index, 10)])],
}
