# METADATA
# title: Buckets of the AI platform are not public
# description: >-
#   Training data, models and logs of prompts lie in buckets. Which buckets count is the parameter s3.ai_buckets; all,
#   unless it is set.
# custom:
#   resource: AWS::S3::Bucket
#   severity: critical
#   theme: access
#   messages:
#     policy: the bucket policy is public
#     acl: the ACL grants {permission} to {grantee}
#   remediation: >-
#     Block public access of the bucket (PutPublicAccessBlock, all four settings), and remove the public statements and
#     grants.
#   ja:
#     title: AI 基盤のバケットは公開されていない
#     description: バケットには学習データ、モデル、プロンプトのログが置かれる。対象はパラメータ s3.ai_buckets で定め、設定がなければ全バケットとする。
#     messages:
#       policy: バケットポリシーが公開されている
#       acl: ACL が {grantee} に {permission} を許可している
#     remediation: バケットのパブリックアクセスをブロックし（4 項目すべて）、公開を許すステートメントと権限を削除する。
package controls.s3.ai_bucket_not_public

import data.lib.bucket
import data.lib.evidence

applies if bucket.is_ai

violation contains {
	"code": "policy",
	"evidence": [
		"/refs/policy/runtime/IsPublic", "/resource/properties/PublicAccessBlockConfiguration",
		"/refs/accountBlocks",
	],
} if {
	input.refs.policy.runtime.IsPublic == true
	not input.resource.properties.PublicAccessBlockConfiguration.RestrictPublicBuckets == true
	not bucket.account_restricts_policies
}

violation contains {
	"code": "acl",
	"args": {"grantee": grant.Grantee.URI, "permission": object.get(grant, "Permission", "?")},
	"evidence": [
		evidence.at(["resource", "runtime", "Grants", index]),
		"/resource/properties/PublicAccessBlockConfiguration",
		"/resource/properties/OwnershipControls", "/refs/accountBlocks",
	],
} if {
	acls_in_force
	some index, grant in input.resource.runtime.Grants
	bucket.is_public(grant)
}

acls_in_force if {
	not input.resource.properties.PublicAccessBlockConfiguration.IgnorePublicAcls == true
	not bucket.account_ignores_acls
	not acls_disabled
}

# What the bucket itself blocks, no policy and no ACL opens.
satisfied contains "/resource/properties/PublicAccessBlockConfiguration" if {
	input.resource.properties.PublicAccessBlockConfiguration.RestrictPublicBuckets == true
	input.resource.properties.PublicAccessBlockConfiguration.IgnorePublicAcls == true
}

acls_disabled if {
	some rule in input.resource.properties.OwnershipControls.Rules
	rule.ObjectOwnership == "BucketOwnerEnforced"
}
