package controls.sagemaker.approver_not_author_test

import data.controls.sagemaker.approver_not_author as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

test_applies[name] if {
	some name, case in cases
	applies := [true | control.applies with input as case.input]
	[case.applies | case.applies == true] == applies
}

test_satisfied[name] if {
	some name, case in cases
	control.satisfied == case.satisfied with input as case.input
}

cases := {
	"approval by another person passes": {
		"input": registered(sso("alice"), [
			update(3, "Approved", sso_event("bob")),
			creation("PendingManualApproval", "alice"),
		]),
		"applies": true,
		"violation": set(),
		"satisfied": {"/refs/events/0"},
	},
	"the author's own approval fails": {
		"input": registered(sso("alice"), [
			update(3, "Approved", sso_event("alice")),
			creation("PendingManualApproval", "alice"),
		]),
		"applies": true,
		"violation": {{
			"code": "same_person",
			"args": {"approver": "arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Ml_0a1b/alice"},
			"evidence": ["/resource/runtime/CreatedBy", "/refs/events/0", "/refs/events/1"],
		}},
		"satisfied": set(),
	},
	"the author under another permission set is the same person": {
		"input": registered(sso("alice"), [update(3, "Approved", {
			"type": "AssumedRole",
			"arn": "arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Approver_9f/Alice",
			"principalId": "AROAOTHER:Alice",
		})]),
		"applies": true,
		"violation": {{
			"code": "same_person",
			"args": {"approver": "arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Approver_9f/Alice"},
			"evidence": ["/resource/runtime/CreatedBy", "/refs/events/0"],
		}},
		"satisfied": set(),
	},
	"one shared role, two source identities, two people": {
		"input": registered(shared("alice"), [update(3, "Approved", shared_event("bob"))]),
		"applies": true,
		"violation": set(),
		"satisfied": {"/refs/events/0"},
	},
	"one shared role without source identity proves nothing": {
		"input": registered(shared(""), [update(3, "Approved", object.union(
			shared_event(""),
			{"arn": "arn:aws:sts::123456789012:assumed-role/MlPipeline/run-8", "principalId": "AROAPIPE:run-8"},
		))]),
		"applies": true,
		"violation": {{
			"code": "indistinct",
			"args": {
				"approver": "arn:aws:sts::123456789012:assumed-role/MlPipeline/run-8",
				"author": "arn:aws:sts::123456789012:assumed-role/MlPipeline/run-7",
			},
			"evidence": ["/resource/runtime/CreatedBy", "/refs/events/0"],
		}},
		"satisfied": set(),
	},
	"the same session of a shared role fails": {
		"input": registered(shared(""), [update(3, "Approved", shared_event(""))]),
		"applies": true,
		"violation": {{
			"code": "same_person",
			"args": {"approver": "arn:aws:sts::123456789012:assumed-role/MlPipeline/run-7"},
			"evidence": ["/resource/runtime/CreatedBy", "/refs/events/0"],
		}},
		"satisfied": set(),
	},
	"a person who approves what an unnamed pipeline made is not shown to be another": {
		"input": registered(shared(""), [update(3, "Approved", sso_event("bob"))]),
		"applies": true,
		"violation": {{
			"code": "indistinct",
			"args": {
				"approver": "arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Ml_0a1b/bob",
				"author": "arn:aws:sts::123456789012:assumed-role/MlPipeline/run-7",
			},
			"evidence": ["/resource/runtime/CreatedBy", "/refs/events/0"],
		}},
		"satisfied": set(),
	},
	"two IAM users pass": {
		"input": registered(iam_user("alice"), [update(3, "Approved", {
			"type": "IAMUser",
			"arn": "arn:aws:iam::123456789012:user/bob",
			"principalId": "AIDABOB",
		})]),
		"applies": true,
		"violation": set(),
		"satisfied": {"/refs/events/0"},
	},
	"one IAM user fails": {
		"input": registered(iam_user("alice"), [update(3, "Approved", {
			"type": "IAMUser",
			"arn": "arn:aws:iam::123456789012:user/alice",
			"principalId": "AIDAALICE",
		})]),
		"applies": true,
		"violation": {{
			"code": "same_person",
			"args": {"approver": "arn:aws:iam::123456789012:user/alice"},
			"evidence": ["/resource/runtime/CreatedBy", "/refs/events/0"],
		}},
		"satisfied": set(),
	},
	"one source identity behind two roles is one person": {
		"input": registered(shared("alice"), [update(3, "Approved", {
			"type": "AssumedRole",
			"arn": "arn:aws:sts::123456789012:assumed-role/MlApprover/x",
			"principalId": "AROAAPPR:x",
			"sessionContext": {"sourceIdentity": "alice"},
		})]),
		"applies": true,
		"violation": {{
			"code": "same_person",
			"args": {"approver": "alice"},
			"evidence": ["/resource/runtime/CreatedBy", "/refs/events/0"],
		}},
		"satisfied": set(),
	},
	"one principal under two ARNs is one person": {
		"input": registered(iam_user("alice"), [update(3, "Approved", {
			"type": "AssumedRole",
			"arn": "arn:aws:sts::123456789012:federated-user/alice",
			"principalId": "AIDAALICE",
		})]),
		"applies": true,
		"violation": {{
			"code": "same_person",
			"args": {"approver": "arn:aws:sts::123456789012:federated-user/alice"},
			"evidence": ["/resource/runtime/CreatedBy", "/refs/events/0"],
		}},
		"satisfied": set(),
	},
	"an identity that says nothing is nobody": {
		"input": {
			"resource": {"properties": {"ModelApprovalStatus": "Approved"}, "runtime": {}},
			"refs": {"events": [update(3, "Approved", {})]},
		},
		"applies": true,
		"violation": {{
			"code": "indistinct",
			"args": {"approver": "?", "author": "?"},
			"evidence": ["/resource/runtime/CreatedBy", "/refs/events/0"],
		}},
		"satisfied": set(),
	},
	"registered as Approved, nobody else approved": {
		"input": registered(sso("alice"), [creation("Approved", "alice")]),
		"applies": true,
		"violation": {{
			"code": "born_approved",
			"args": {"approver": "arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Ml_0a1b/alice"},
			"evidence": ["/resource/runtime/CreatedBy", "/refs/events/0"],
		}},
		"satisfied": set(),
	},
	"registered as Approved, later approved by another": {
		"input": registered(sso("alice"), [update(3, "Approved", sso_event("bob")), creation("Approved", "alice")]),
		"applies": true,
		"violation": set(),
		"satisfied": {"/refs/events/0"},
	},
	"the last approval counts, and a refused or other call does not": {
		"input": registered(sso("alice"), [
			update_failed(6, "Approved", sso_event("bob")),
			update(5, "Rejected", sso_event("bob")),
			update(4, "Approved", sso_event("alice")),
			update(3, "Approved", sso_event("bob")),
		]),
		"applies": true,
		"violation": {{
			"code": "same_person",
			"args": {"approver": "arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Ml_0a1b/alice"},
			"evidence": [
				"/resource/runtime/CreatedBy",
				"/refs/events/0",
				"/refs/events/1",
				"/refs/events/2",
				"/refs/events/3",
			],
		}},
		"satisfied": set(),
	},
	"an event that does not say what was done could be a later approval": {
		"input": registered(sso("alice"), [
			{"properties": {"eventID": "e-1", "eventTime": 9, "requestParameters": {}}},
			update(3, "Approved", sso_event("bob")),
		]),
		"applies": true,
		"violation": {{
			"code": "unreadable",
			"args": {"event": "e-1"},
			"evidence": ["/refs/events/0/properties/eventName"],
		}},
		"satisfied": {"/refs/events/1"},
	},
	"what the author changes after the approval is no approval": {
		"input": registered(sso("alice"), [
			{"properties": {
				"eventName": "UpdateModelPackage",
				"eventTime": 9,
				"userIdentity": sso_event("alice"),
				"requestParameters": {"modelPackageArn": "arn:aws:sagemaker:ap-northeast-1:123456789012:model-package/f/1"},
			}},
			update(3, "Approved", sso_event("bob")),
		]),
		"applies": true,
		"violation": set(),
		"satisfied": {"/refs/events/1"},
	},
	"Approved without any approving call": {
		"input": registered(sso("alice"), [creation("PendingManualApproval", "alice")]),
		"applies": true,
		"violation": {{"code": "no_approval", "evidence": ["/refs/events"]}},
		"satisfied": set(),
	},
	"a package that nobody approved is not judged": {
		"input": {
			"resource": {"properties": {"ModelApprovalStatus": "PendingManualApproval"}, "runtime": {}},
			"refs": {"events": []},
		},
		"applies": false,
		"violation": {{"code": "no_approval", "evidence": ["/refs/events"]}},
		"satisfied": set(),
	},
}

registered(identity, events) := {
	"resource": {
		"properties": {"ModelApprovalStatus": "Approved"},
		"runtime": {"CreatedBy": {"IamIdentity": identity}},
	},
	"refs": {"events": events},
}

sso(name) := {
	"Arn": concat("", ["arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Ml_0a1b/", name]),
	"PrincipalId": concat("", ["AROASSO:", name]),
}

sso_event(name) := {
	"type": "AssumedRole",
	"arn": concat("", ["arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Ml_0a1b/", name]),
	"principalId": concat("", ["AROASSO:", name]),
}

iam_user(name) := {"Arn": concat("/", ["arn:aws:iam::123456789012:user", name]), "PrincipalId": "AIDAALICE"}

shared(source) := {
	"Arn": "arn:aws:sts::123456789012:assumed-role/MlPipeline/run-7",
	"PrincipalId": "AROAPIPE:run-7",
	"SourceIdentity": source,
}

shared_event(source) := {
	"type": "AssumedRole",
	"arn": "arn:aws:sts::123456789012:assumed-role/MlPipeline/run-7",
	"principalId": "AROAPIPE:run-7",
	"sessionContext": {"sourceIdentity": source},
}

update(at, status, identity) := {"properties": {
	"eventName": "UpdateModelPackage",
	"eventTime": at,
	"userIdentity": identity,
	"requestParameters": {"modelApprovalStatus": status},
}}

update_failed(at, status, identity) := {"properties": {
	"eventName": "UpdateModelPackage",
	"eventTime": at,
	"userIdentity": identity,
	"requestParameters": {"modelApprovalStatus": status},
	"errorCode": "AccessDenied",
}}

creation(status, name) := {"properties": {
	"eventName": "CreateModelPackage",
	"eventTime": 1,
	"userIdentity": sso_event(name),
	"requestParameters": {"modelApprovalStatus": status},
}}
