# METADATA
# title: Buckets of the AI platform have no ACLs
# description: With ACLs each object has rights of its own, which no policy shows and whoever writes it decides.
# custom:
#   resource: AWS::S3::Bucket
#   severity: medium
#   theme: access
#   messages:
#     acls: object ownership is not enforced, so ACLs are in force
#   remediation: Set object ownership to BucketOwnerEnforced (PutBucketOwnershipControls).
#   ja:
#     title: AI 基盤のバケットは ACL を使用していない
#     description: ACL が有効であればオブジェクトごとに権限を持ち、ポリシーには現れず、書き込んだ者が決めることになる。
#     messages:
#       acls: オブジェクト所有権が強制されておらず、ACL が有効である
#     remediation: オブジェクト所有権を BucketOwnerEnforced に設定する（PutBucketOwnershipControls）。
package controls.s3.ai_bucket_acl_disabled

import data.lib.bucket

applies if bucket.is_ai

violation contains {"code": "acls", "evidence": ["/resource/properties/OwnershipControls"]} if not is_good

is_good if {
	some rule in input.resource.properties.OwnershipControls.Rules
	rule.ObjectOwnership == "BucketOwnerEnforced"
}
