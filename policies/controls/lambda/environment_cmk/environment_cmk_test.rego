package controls.lambda.environment_cmk_test

import data.controls.lambda.environment_cmk as control

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
	"an enabled customer managed key passes": {
		"input": subject({"KmsKeyArn": arn}, {arn: key({}, {})}),
		"applies": true,
		"violation": set(),
	},
	"no key fails": {
		"input": subject({}, {}),
		"applies": true,
		"violation": {{"code": "none", "evidence": ["/resource/properties/KmsKeyArn"]}},
	},
	"a key of AWS fails, though it is a key": {
		"input": subject({"KmsKeyArn": arn}, {arn: key({}, {"KeyManager": "AWS"})}),
		"applies": true,
		"violation": {{
			"code": "aws_managed",
			"args": {"key": arn, "state": "AWS"},
			"evidence": ["/resource/properties/KmsKeyArn", concat("", [place, "/runtime/KeyManager"])],
		}},
	},
	"a key that does not exist fails": {
		"input": subject({"KmsKeyArn": arn}, {}),
		"applies": true,
		"violation": {{"code": "dangling", "args": {"key": arn}, "evidence": ["/resource/properties/KmsKeyArn", place]}},
	},
	"a key that is about to be deleted fails": {
		"input": subject({"KmsKeyArn": arn}, {arn: key({}, {"KeyState": "PendingDeletion"})}),
		"applies": true,
		"violation": {{
			"code": "unusable",
			"args": {"key": arn, "state": "PendingDeletion"},
			"evidence": ["/resource/properties/KmsKeyArn", concat("", [place, "/runtime/KeyState"])],
		}},
	},
	"without variables there is nothing to judge": {
		"input": {"resource": {"properties": {}, "runtime": {"VariableNames": []}}},
		"applies": false,
		"violation": {{"code": "none", "evidence": ["/resource/properties/KmsKeyArn"]}},
	},
}

arn := "arn:aws:kms:ap-northeast-1:123456789012:key/data"

place := "/refs/keys/arn:aws:kms:ap-northeast-1:123456789012:key~1data"

subject(properties, keys) := {
	"resource": {"properties": object.union({}, properties), "runtime": {"VariableNames": ["TABLE"]}},
	"refs": {"keys": keys},
}

key(properties, runtime) := {
	"properties": object.union({"Enabled": true}, properties),
	"runtime": object.union({"KeyManager": "CUSTOMER", "KeyState": "Enabled"}, runtime),
}
