package controls.s3.ai_bucket_acl_disabled_test

import data.controls.s3.ai_bucket_acl_disabled as control

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
	"the good state passes": {
		"input": bucket({"OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}}),
		"applies": true,
		"violation": set(),
	},
	"a mere preference fails": {
		"input": bucket({"OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerPreferred"}]}}),
		"applies": true,
		"violation": bad,
	},
	"absent means AWS's default": {
		"input": bucket({}),
		"applies": true,
		"violation": bad,
	},
	"a bucket of another use is not judged": {
		"input": object.union(bucket({}), {"params": {"s3": {"ai_buckets": ["ml-*"]}}}),
		"applies": false,
		"violation": bad,
	},
}

bucket(properties) := {
	"resource": {"properties": object.union({"BucketName": "data"}, properties)},
	"params": {"s3": {"ai_buckets": ["*"]}},
}

bad := {{"code": "acls", "evidence": ["/resource/properties/OwnershipControls"]}}
