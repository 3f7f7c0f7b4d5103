package controls.iam.user_mfa_test

import data.controls.iam.user_mfa as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"a password and a device pass": {
		"input": user({"LoginProfile": {"PasswordResetRequired": false}}, {"MFADevices": [{"SerialNumber": "arn:aws:iam::123456789012:mfa/sato"}]}),
		"violation": set(),
	},
	"without a password nobody signs in": {
		"input": user({}, {"MFADevices": []}),
		"violation": set(),
	},
	"a password alone fails": {
		"input": user({"LoginProfile": {"PasswordResetRequired": true}}, {"MFADevices": []}),
		"violation": none,
	},
	"a password whose devices AWS does not name fails": {
		"input": user({"LoginProfile": {}}, {}),
		"violation": none,
	},
}

user(properties, runtime) := {"resource": {"properties": object.union({"UserName": "sato"}, properties), "runtime": runtime}}

none := {{"code": "none", "evidence": ["/resource/properties/LoginProfile", "/resource/runtime/MFADevices"]}}
