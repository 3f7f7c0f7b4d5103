package controls.cloudtrail.bucket_not_public_test

import data.controls.cloudtrail.bucket_not_public as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

test_satisfied[name] if {
	some name, case in cases
	control.satisfied == case.satisfied with input as case.input
}

cases := {
	"blocked by the bucket itself, nothing else matters": {
		"input": subject(everything, true, [everybody], []),
		"violation": set(),
		"satisfied": {"/refs/bucket/properties/PublicAccessBlockConfiguration"},
	},
	"blocked by the account, the bucket passes": {
		"input": subject({}, true, [everybody], [{"properties": flags}]),
		"violation": set(),
		"satisfied": set(),
	},
	"ACLs that are disabled grant nothing": {
		"input": subject({"OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}}, false, [everybody], []),
		"violation": set(),
		"satisfied": set(),
	},
	"a public policy and a public ACL fail": {
		"input": subject({"PublicAccessBlockConfiguration": {"BlockPublicAcls": true}}, true, [owner, everybody], [{"properties": {"BlockPublicPolicy": true}}]),
		"violation": open,
		"satisfied": set(),
	},
	"a public policy and a public ACL fail where nothing blocks": {
		"input": subject({}, true, [owner, everybody], [{"properties": {}}]),
		"violation": open,
		"satisfied": set(),
	},
}

everything := {"PublicAccessBlockConfiguration": flags}

flags := {
	"BlockPublicAcls": true,
	"IgnorePublicAcls": true,
	"BlockPublicPolicy": true,
	"RestrictPublicBuckets": true,
}

everybody := {
	"Grantee": {"Type": "Group", "URI": "http://acs.amazonaws.com/groups/global/AllUsers"},
	"Permission": "READ",
}

owner := {"Grantee": {"Type": "CanonicalUser"}, "Permission": "FULL_CONTROL"}

open := {
	{
		"code": "policy",
		"evidence": [
			"/refs/bucketPolicy/runtime/IsPublic",
			"/refs/bucket/properties/PublicAccessBlockConfiguration",
			"/refs/accountBlocks",
		],
	},
	{
		"code": "acl",
		"args": {"grantee": "http://acs.amazonaws.com/groups/global/AllUsers", "permission": "READ"},
		"evidence": [
			"/refs/bucket/runtime/Grants/1",
			"/refs/bucket/properties/PublicAccessBlockConfiguration",
			"/refs/bucket/properties/OwnershipControls",
			"/refs/accountBlocks",
		],
	},
}

subject(properties, is_public, grants, blocks) := {
	"resource": {"properties": {"S3BucketName": "audit-logs"}},
	"refs": {
		"bucket": {"id": "audit-logs", "properties": properties, "runtime": {"Grants": grants}},
		"bucketPolicy": {"runtime": {"IsPublic": is_public}},
		"accountBlocks": blocks,
	},
}
