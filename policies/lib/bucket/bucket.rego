# METADATA
# description: Who reaches a bucket, and which buckets belong to the AI platform.
package lib.bucket

import data.lib.policy

# Is the subject one of the buckets that the organisation counts to its AI platform? A bucket of a template may have no
# name yet.
is_ai if "*" in input.params.s3.ai_buckets

is_ai if {
	some pattern in input.params.s3.ai_buckets
	policy.covers(pattern, input.resource.properties.BucketName)
}

# What the account blocks for all its buckets holds whatever one of them says.
account_restricts_policies if {
	some block in input.refs.accountBlocks
	block.properties.RestrictPublicBuckets == true
}

account_ignores_acls if {
	some block in input.refs.accountBlocks
	block.properties.IgnorePublicAcls == true
}

# Grantees of an ACL that stand for everybody, and for everybody with an account
# (https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#specifying-grantee).
is_public(grant) if {
	grant.Grantee.URI in {
		"http://acs.amazonaws.com/groups/global/AllUsers",
		"http://acs.amazonaws.com/groups/global/AuthenticatedUsers",
	}
}
