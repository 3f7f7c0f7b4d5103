package controls.org.protection_deny_effective_test

import data.controls.org.protection_deny_effective as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"all of it denied passes, in however many policies": {
		"input": member([deny(["bedrock:Delete*", "config:*"]), deny(["cloudtrail:StopLogging", "cloudtrail:DeleteTrail"])]),
		"violation": set(),
	},
	"an allow list without these actions passes": {
		"input": listed({
			"ou-ex01-platform": [allow(["bedrock:InvokeModel", "cloudtrail:Get*", "config:Get*"])],
			"r-ex01": [allow(["*"])],
		}),
		"violation": set(),
	},
	"an allow list is open where it allows": {
		"input": listed({"r-ex01": [allow(["bedrock:*"])]}),
		"violation": {open("bedrock:DeleteGuardrail, bedrock:DeleteModelInvocationLoggingConfiguration")},
	},
	"an allow list beside a policy that allows all is none": {
		"input": listed({"r-ex01": [allow(["bedrock:InvokeModel"]), {"Effect": "Allow", "NotAction": ["iam:*"]}]}),
		"violation": {open(concat(", ", every_action))},
	},
	"what is not denied is named": {
		"input": member([deny(["cloudtrail:*", "config:*", "bedrock:DeleteGuardrail"])]),
		"violation": {open("bedrock:DeleteModelInvocationLoggingConfiguration")},
	},
	"a denial in one region leaves the others open": {
		"input": member([object.union(
			deny(["*"]),
			{"Condition": {"StringEquals": {"aws:RequestedRegion": ["ap-northeast-1"]}}},
		)]),
		"violation": {open(concat(", ", every_action))},
	},
	"no policy fails": {"input": member([]), "violation": {open(concat(", ", every_action))}},
	"an account in no organisation is bound by none": {
		"input": {"resource": {"account": "123456789012", "properties": {}}},
		"violation": {{"code": "unbound", "evidence": ["/resource/properties/MasterAccountId"]}},
	},
}

every_action := [
	"bedrock:DeleteGuardrail",
	"bedrock:DeleteModelInvocationLoggingConfiguration",
	"cloudtrail:DeleteTrail",
	"cloudtrail:StopLogging",
	"config:DeleteConfigurationRecorder",
	"config:StopConfigurationRecorder",
]

allow(actions) := {"Effect": "Allow", "Action": actions, "Resource": ["*"]}

listed(places) := object.union(member([]), {"resource": {"properties": {"Policies": [policy |
	some place, statements in places
	policy := {"Name": "scp", "TargetIds": [place], "PolicyDocument": {"Statement": statements}}
]}}})

deny(actions) := {"Effect": "Deny", "Action": actions, "Resource": ["*"]}

member(statements) := {"resource": {
	"account": "123456789012",
	"properties": {
		"MasterAccountId": "210987654321",
		"Policies": [{"Name": "scp", "PolicyDocument": {"Statement": [statement]}} | some statement in statements],
	},
}}

open(actions) := {"code": "open", "args": {"actions": actions}, "evidence": ["/resource/properties/MasterAccountId", "/resource/properties/Policies"]}
