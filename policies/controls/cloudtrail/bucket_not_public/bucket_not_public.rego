# METADATA
# title: The trail's bucket is not public
# description: "Log files name accounts, roles, endpoints and models: a map for whoever wants in."
# custom:
#   resource: AWS::CloudTrail::Trail
#   severity: critical
#   theme: access
#   messages:
#     policy: the bucket policy is public
#     acl: the ACL grants {permission} to {grantee}
#   remediation: >-
#     Block public access of the bucket (PutPublicAccessBlock, all four settings), and remove the public statements and
#     grants.
#   ja:
#     title: 証跡のバケットは公開されていない
#     description: ログファイルには、アカウント、ロール、エンドポイント、モデルの名称が並ぶ。侵入を試みる者にとっての見取り図である。
#     messages:
#       policy: バケットポリシーが公開されている
#       acl: ACL が {grantee} に {permission} を許可している
#     remediation: バケットのパブリックアクセスをブロックし（4 項目すべて）、公開を許すステートメントと権限を削除する。
package controls.cloudtrail.bucket_not_public

import data.lib.bucket
import data.lib.evidence

violation contains {
	"code": "policy",
	"evidence": [
		"/refs/bucketPolicy/runtime/IsPublic", "/refs/bucket/properties/PublicAccessBlockConfiguration",
		"/refs/accountBlocks",
	],
} if {
	input.refs.bucketPolicy.runtime.IsPublic == true
	not input.refs.bucket.properties.PublicAccessBlockConfiguration.RestrictPublicBuckets == true
	not bucket.account_restricts_policies
}

violation contains {
	"code": "acl",
	"args": {"grantee": grant.Grantee.URI, "permission": object.get(grant, "Permission", "?")},
	"evidence": [
		evidence.at(["refs", "bucket", "runtime", "Grants", index]),
		"/refs/bucket/properties/PublicAccessBlockConfiguration",
		"/refs/bucket/properties/OwnershipControls", "/refs/accountBlocks",
	],
} if {
	acls_in_force
	some index, grant in input.refs.bucket.runtime.Grants
	bucket.is_public(grant)
}

acls_in_force if {
	not input.refs.bucket.properties.PublicAccessBlockConfiguration.IgnorePublicAcls == true
	not bucket.account_ignores_acls
	not acls_disabled
}

# What the bucket itself blocks, no policy and no ACL opens.
satisfied contains "/refs/bucket/properties/PublicAccessBlockConfiguration" if {
	input.refs.bucket.properties.PublicAccessBlockConfiguration.RestrictPublicBuckets == true
	input.refs.bucket.properties.PublicAccessBlockConfiguration.IgnorePublicAcls == true
}

acls_disabled if {
	some rule in input.refs.bucket.properties.OwnershipControls.Rules
	rule.ObjectOwnership == "BucketOwnerEnforced"
}
