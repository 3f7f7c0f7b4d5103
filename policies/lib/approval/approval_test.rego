package lib.approval_test

import data.lib.approval

test_only_a_call_that_succeeded_approves if {
	approval.approves(event("UpdateModelPackage", {"modelApprovalStatus": "Approved"}, {}))
	approval.approves(event("CreateModelPackage", {"modelApprovalStatus": "Approved"}, {}))
	not approval.approves(event("UpdateModelPackage", {"modelApprovalStatus": "Approved"}, {"errorCode": "AccessDenied"}))
	not approval.approves(event("UpdateModelPackage", {"modelApprovalStatus": "Rejected"}, {}))
	not approval.approves(event("UpdateModelPackage", {"approvalDescription": "fixed a typo"}, {}))
	not approval.approves(event("DeleteModelPackage", {"modelApprovalStatus": "Approved"}, {}))
}

test_birth_is_a_creation_that_succeeded if {
	approval.is_birth(event("CreateModelPackage", {}, {}))
	not approval.is_birth(event("CreateModelPackage", {}, {"errorCode": "ValidationException"}))
	not approval.is_birth(event("UpdateModelPackage", {}, {}))
}

event(name, parameters, rest) := {"properties": object.union({"eventName": name, "requestParameters": parameters}, rest)}
