package controls.org.region_deny_effective_test

import data.controls.org.region_deny_effective as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

test_applies[name] if {
	some name, case in applicability
	[true | control.applies with input as case.input] == case.applies
}

cases := {
	"all but global services denied elsewhere passes": {
		"input": member([outside(["ap-northeast-1", "ap-northeast-3"], {"NotAction": ["iam:*", "sts:*"]})]),
		"violation": set(),
	},
	"a denial of both services everywhere passes": {
		"input": member([{"Effect": "Deny", "Action": ["bedrock:*", "sagemaker:*"], "Resource": ["*"]}]),
		"violation": set(),
	},
	"a named role may be exempt": {
		"input": member([outside(
			["ap-northeast-1"],
			{"Action": ["*"], "Condition": {"ArnNotLike": {"aws:PrincipalARN": ["arn:aws:iam::*:role/BreakGlass"]}}},
		)]),
		"violation": set(),
	},
	"the region's key is always there, so that IfExists changes nothing": {
		"input": member([{
			"Effect": "Deny",
			"Action": ["*"],
			"Resource": ["*"],
			"Condition": {"StringNotEqualsIfExists": {"aws:RequestedRegion": ["ap-northeast-1"]}},
		}]),
		"violation": set(),
	},
	"an allow list without one of the services closes it": {
		"input": listed({"ou-ex01": [allow({"Action": ["s3:*", "bedrock:Get*"]})], "r-ex01": [allow({"Action": ["*"]})]}),
		"violation": {open("Bedrock")},
	},
	"an allow list of all but the services closes both": {
		"input": listed({"r-ex01": [allow({"NotAction": ["bedrock:*", "sagemaker:*"]})]}),
		"violation": set(),
	},
	"what is allowed in the declared regions only is closed elsewhere": {
		"input": listed({"r-ex01": [allow({
			"Action": ["*"],
			"Condition": {"StringEquals": {"aws:RequestedRegion": ["ap-northeast-1"]}},
		})]}),
		"violation": set(),
	},
	"what is allowed in another region too is open": {
		"input": listed({"r-ex01": [allow({
			"NotAction": ["iam:*"],
			"Condition": {"StringEquals": {"aws:RequestedRegion": ["ap-northeast-1", "us-east-1"]}},
		})]}),
		"violation": {open("Bedrock"), open("SageMaker")},
	},
	"one service alone leaves the other open": {
		"input": member([outside(["ap-northeast-1"], {"Action": ["bedrock:*"]})]),
		"violation": {open("SageMaker")},
	},
	"another region let in leaves both open": {
		"input": member([outside(["ap-northeast-1", "us-east-1"], {"Action": ["*"]})]),
		"violation": {open("Bedrock"), open("SageMaker")},
	},
	"a denial inside of the regions forbids nothing outside": {
		"input": member([{
			"Effect": "Deny",
			"Action": ["*"],
			"Resource": ["*"],
			"Condition": {"StringEquals": {"aws:RequestedRegion": ["ap-northeast-1"]}},
		}]),
		"violation": {open("Bedrock"), open("SageMaker")},
	},
	"a policy that allows all forbids nothing": {
		"input": member([{"Effect": "Allow", "Action": ["*"], "Resource": ["*"]}]),
		"violation": {open("Bedrock"), open("SageMaker")},
	},
	"the management account is bound by none": {
		"input": object.union(
			member([outside(["ap-northeast-1"], {"Action": ["*"]})]),
			{"resource": {"account": "210987654321"}},
		),
		"violation": {{"code": "unbound", "evidence": ["/resource/properties/MasterAccountId"]}},
	},
	"an account in no organisation is bound by none": {
		"input": {"resource": {"account": "123456789012", "properties": {}}, "params": params},
		"violation": {{"code": "unbound", "evidence": ["/resource/properties/MasterAccountId"]}},
	},
}

applicability := {
	"where regions are declared it is judged": {"input": {"params": params}, "applies": [true]},
	"where none are it is not": {"input": {"params": {"residency": {"regions": []}}}, "applies": []},
}

params := {"residency": {"regions": ["ap-northeast-1", "ap-northeast-3"]}}

member(statements) := {
	"resource": {
		"account": "123456789012",
		"properties": {
			"MasterAccountId": "210987654321",
			"Policies": [{"Name": "scp", "PolicyDocument": {"Statement": statements}}],
		},
	},
	"params": params,
}

listed(places) := object.union(member([]), {"resource": {"properties": {"Policies": [policy |
	some place, statements in places
	policy := {"Name": "scp", "TargetIds": [place], "PolicyDocument": {"Statement": statements}}
]}}})

allow(members) := object.union({"Effect": "Allow", "Resource": ["*"]}, members)

outside(regions, members) := object.union(
	{"Effect": "Deny", "Resource": ["*"], "Condition": {"StringNotEquals": {"aws:RequestedRegion": regions}}},
	members,
)

open(service) := {
	"code": "open",
	"args": {"service": service},
	"evidence": ["/resource/properties/MasterAccountId", "/resource/properties/Policies", "/params/residency/regions"],
}
