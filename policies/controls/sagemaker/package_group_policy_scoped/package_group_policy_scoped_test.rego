package controls.sagemaker.package_group_policy_scoped_test

import data.controls.sagemaker.package_group_policy_scoped as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"no policy lets nobody in": {
		"input": {"resource": {"account": "123456789012", "properties": {}}, "params": params},
		"violation": set(),
	},
	"one's own account and a declared one pass": {
		"input": group([
			allow({"AWS": ["arn:aws:iam::123456789012:role/Release", "210987654321"]}, {}),
			allow({"AWS": ["arn:aws:iam::210987654321:root"]}, {}),
		]),
		"violation": set(),
	},
	"an undeclared account fails": {
		"input": group([allow({"AWS": ["arn:aws:iam::999999999999:root"]}, {})]),
		"violation": {foreign("arn:aws:iam::999999999999:root")},
	},
	"a bare account id is an account": {
		"input": group([allow({"AWS": ["999999999999"]}, {})]),
		"violation": {foreign("999999999999")},
	},
	"a principal that was deleted belongs to nobody declared": {
		"input": group([allow({"AWS": ["AROAEXAMPLEDELETED"]}, {})]),
		"violation": {foreign("AROAEXAMPLEDELETED")},
	},
	"anyone fails": {
		"input": group([allow({"AWS": ["*"]}, {})]),
		"violation": {{"code": "anyone", "args": {"statement": "0"}, "evidence": [first]}},
	},
	"anyone of the organisation passes": {
		"input": group([allow({"AWS": ["*"]}, {"StringEquals": {"aws:PrincipalOrgID": ["o-abcde12345"]}})]),
		"violation": set(),
	},
	"whom a statement denies it does not let in": {
		"input": group([object.union(allow({"AWS": ["*", "999999999999"]}, {}), {"Effect": "Deny"})]),
		"violation": set(),
	},
}

first := "/resource/properties/ModelPackageGroupPolicy/Statement/0"

foreign(principal) := {
	"code": "foreign",
	"args": {"statement": "0", "principal": principal},
	"evidence": [first, "/params/iam/trusted_accounts"],
}

params := {"iam": {"trusted_accounts": ["210987654321"]}}

group(statements) := {
	"resource": {
		"account": "123456789012",
		"properties": {"ModelPackageGroupPolicy": {"Statement": statements}},
	},
	"params": params,
}

allow(principal, condition) := {
	"Effect": "Allow",
	"Principal": principal,
	"Action": ["sagemaker:DescribeModelPackage"],
	"Resource": ["arn:aws:sagemaker:ap-northeast-1:123456789012:model-package/fraud/*"],
	"Condition": condition,
}
