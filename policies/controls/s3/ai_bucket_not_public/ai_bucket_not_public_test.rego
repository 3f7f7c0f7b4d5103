package controls.s3.ai_bucket_not_public_test

import data.controls.s3.ai_bucket_not_public as control

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
	"blocked by the bucket itself, nothing else matters": {
		"input": subject(everything, true, [everybody], []),
		"applies": true,
		"violation": set(),
		"satisfied": {"/resource/properties/PublicAccessBlockConfiguration"},
	},
	"blocked by the account, the bucket passes": {
		"input": subject({}, true, [everybody], [{"properties": flags}]),
		"applies": true,
		"violation": set(),
		"satisfied": set(),
	},
	"ACLs that are disabled grant nothing": {
		"input": subject({"OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}}, false, [everybody], []),
		"applies": true,
		"violation": set(),
		"satisfied": set(),
	},
	"a public policy and a public ACL fail": {
		"input": subject({"PublicAccessBlockConfiguration": {"BlockPublicAcls": true}}, true, [owner, everybody], [{"properties": {"BlockPublicPolicy": true}}]),
		"applies": true,
		"violation": open,
		"satisfied": set(),
	},
	"a public policy and a public ACL fail where nothing blocks": {
		"input": subject({}, true, [owner, everybody], [{"properties": {}}]),
		"applies": true,
		"violation": open,
		"satisfied": set(),
	},
	"a bucket of another use is not judged": {
		"input": object.union(subject({}, true, [], []), {"params": {"s3": {"ai_buckets": ["ml-*"]}}}),
		"applies": false,
		"violation": {claim | some claim in open; claim.code == "policy"},
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
			"/refs/policy/runtime/IsPublic",
			"/resource/properties/PublicAccessBlockConfiguration",
			"/refs/accountBlocks",
		],
	},
	{
		"code": "acl",
		"args": {"grantee": "http://acs.amazonaws.com/groups/global/AllUsers", "permission": "READ"},
		"evidence": [
			"/resource/runtime/Grants/1",
			"/resource/properties/PublicAccessBlockConfiguration",
			"/resource/properties/OwnershipControls",
			"/refs/accountBlocks",
		],
	},
}

subject(properties, is_public, grants, blocks) := {
	"resource": {"properties": object.union({"BucketName": "data"}, properties), "runtime": {"Grants": grants}},
	"refs": {"policy": {"runtime": {"IsPublic": is_public}}, "accountBlocks": blocks},
	"params": {"s3": {"ai_buckets": ["*"]}},
}
