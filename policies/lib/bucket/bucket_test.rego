package lib.bucket_test

import data.lib.bucket

test_patterns_choose_the_buckets if {
	bucket.is_ai with input as {"params": {"s3": {"ai_buckets": ["*"]}}}
	bucket.is_ai with input as named("ml-data", ["logs-*", "ml-*"])
	not bucket.is_ai with input as named("web", ["logs-*", "ml-*"])
}

test_everybody_is_public if {
	bucket.is_public({"Grantee": {"URI": "http://acs.amazonaws.com/groups/global/AuthenticatedUsers"}})
	not bucket.is_public({"Grantee": {"URI": "http://acs.amazonaws.com/groups/s3/LogDelivery"}})
	not bucket.is_public({"Grantee": {"Type": "CanonicalUser"}})
}

named(name, patterns) := {
	"resource": {"properties": {"BucketName": name}},
	"params": {"s3": {"ai_buckets": patterns}},
}
