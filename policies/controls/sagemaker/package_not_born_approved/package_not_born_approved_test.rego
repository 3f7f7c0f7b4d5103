package controls.sagemaker.package_not_born_approved_test

import data.controls.sagemaker.package_not_born_approved as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

test_satisfied[name] if {
	some name, case in cases
	control.satisfied == case.satisfied with input as case.input
}

cases := {
	"registered as pending, approved later, passes": {
		"input": {"refs": {"events": [event("UpdateModelPackage", "Approved", {}), event("CreateModelPackage", "PendingManualApproval", {})]}},
		"violation": set(),
		"satisfied": {"/refs/events/1"},
	},
	"registered as Approved fails, however often it was approved since": {
		"input": {"refs": {"events": [event("UpdateModelPackage", "Approved", {}), event("CreateModelPackage", "Approved", {})]}},
		"violation": {{"code": "born_approved", "args": {"who": sato}, "evidence": ["/refs/events/1"]}},
		"satisfied": set(),
	},
	"a refused registration made nothing": {
		"input": {"refs": {"events": [event("CreateModelPackage", "Approved", {"errorCode": "AccessDenied"})]}},
		"violation": set(),
		"satisfied": set(),
	},
	"without its registration nothing is proven": {
		"input": {"refs": {"events": [event("UpdateModelPackage", "Approved", {})]}},
		"violation": set(),
		"satisfied": set(),
	},
	"an event that does not say what was done proves nothing": {
		"input": {"refs": {"events": [{"properties": {"eventID": "e1", "eventName": "CreateModelPackage"}}]}},
		"violation": {{"code": "unreadable", "args": {"event": "e1"}, "evidence": ["/refs/events/0/properties/requestParameters"]}},
		"satisfied": {"/refs/events/0"},
	},
}

sato := "arn:aws:sts::123456789012:assumed-role/MlEngineer/sato"

event(name, status, more) := {"properties": object.union(
	{
		"eventID": "e1",
		"eventName": name,
		"requestParameters": {"modelApprovalStatus": status},
		"userIdentity": {"arn": "arn:aws:sts::123456789012:assumed-role/MlEngineer/sato"},
	},
	more,
)}
