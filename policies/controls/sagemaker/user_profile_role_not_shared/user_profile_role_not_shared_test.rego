package controls.sagemaker.user_profile_role_not_shared_test

import data.controls.sagemaker.user_profile_role_not_shared as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"roles of their own pass": {
		"input": profile("fraud", [other("ana", "d-1", "fraud"), other("ben", "d-1", "churn")], "DISABLED"),
		"violation": set(),
	},
	"the role of another profile fails": {
		"input": profile("fraud", [other("ana", "d-1", "fraud"), other("ben", "d-1", "fraud")], "DISABLED"),
		"violation": {shared("fraud")},
	},
	"the domain's role is shared by all that name none": {
		"input": profile("", [other("ana", "d-1", ""), other("ben", "d-1", "")], "DISABLED"),
		"violation": {shared("studio")},
	},
	"the domain's role may be named, too": {
		"input": profile("", [other("ana", "d-1", ""), other("ben", "d-1", "studio")], "DISABLED"),
		"violation": {shared("studio")},
	},
	"the source identity tells them apart": {
		"input": profile("", [other("ana", "d-1", ""), other("ben", "d-1", "")], "USER_PROFILE_NAME"),
		"violation": set(),
	},
	"profiles of another domain have its role": {
		"input": profile("", [other("ana", "d-1", ""), other("ben", "d-2", "")], "DISABLED"),
		"violation": set(),
	},
	"no role at all is shared by nobody": {
		"input": {
			"resource": {"id": id("ana"), "properties": settings("ana", "d-1", "")},
			"refs": {"profiles": [other("ana", "d-1", ""), other("ben", "d-1", "")]},
		},
		"violation": set(),
	},
	"nobody else is there": {
		"input": profile("", [other("ana", "d-1", "")], "DISABLED"),
		"violation": set(),
	},
}

arn(name) := concat("/", ["arn:aws:iam::123456789012:role", name])

id(name) := concat("/", ["arn:aws:sagemaker:ap-northeast-1:123456789012:user-profile/d-1", name])

profile(role, profiles, identity) := {
	"resource": object.union({"id": id("ana")}, {"properties": settings("ana", "d-1", role)}),
	"refs": {
		"domain": {"id": "d-1", "properties": {
			"DefaultUserSettings": {"ExecutionRole": arn("studio")},
			"DomainSettings": {"ExecutionRoleIdentityConfig": identity},
		}},
		"profiles": profiles,
	},
}

other(name, domain, role) := {"id": id(name), "properties": settings(name, domain, role)}

settings(name, domain, "") := {"UserProfileName": name, "DomainId": domain}

settings(name, domain, role) := {
	"UserProfileName": name,
	"DomainId": domain,
	"UserSettings": {"ExecutionRole": arn(role)},
} if {
	role != ""
}

shared(role) := {
	"code": "shared",
	"args": {"role": arn(role)},
	"evidence": [
		"/resource/properties/DomainId",
		"/resource/properties/UserSettings",
		"/refs/domain/properties/DefaultUserSettings/ExecutionRole",
		"/refs/domain/properties/DomainSettings/ExecutionRoleIdentityConfig",
		"/refs/profiles",
	],
}
