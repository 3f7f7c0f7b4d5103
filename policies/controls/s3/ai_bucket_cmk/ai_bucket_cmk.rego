# METADATA
# title: Buckets of the AI platform encrypt by a customer managed key
# description: >-
#   With S3's own keys whoever may read an object may read it decrypted. Only a key of one's own can be refused, audited
#   and withdrawn. Destinations of access logs, which S3 writes by its own keys only, are not judged.
# custom:
#   resource: AWS::S3::Bucket
#   severity: medium
#   theme: encryption
#   messages:
#     not_kms: the default encryption uses no KMS key
#     aws_managed: the default encryption uses the key that AWS manages
#     dangling: the key {key} does not exist
#   remediation: >-
#     Set the default encryption to aws:kms with an enabled customer managed key, and enable the bucket key
#     (PutBucketEncryption).
#   ja:
#     title: AI 基盤のバケットは顧客管理キーで暗号化される
#     description: S3 のキーでは、オブジェクトを読める者は復号されたまま読める。利用を拒否し、監査し、取り消せるのは自社が管理するキーだけである。S3 のキーでしか書き込めないアクセスログの出力先は対象外である。
#     messages:
#       not_kms: デフォルト暗号化に KMS キーが使用されていない
#       aws_managed: デフォルト暗号化に AWS 管理キーが使用されている
#       dangling: キー {key} が存在しない
#     remediation: デフォルト暗号化を有効な顧客管理キーによる aws:kms とし、バケットキーを有効にする（PutBucketEncryption）。
package controls.s3.ai_bucket_cmk

import data.lib.bucket
import data.lib.policy

applies if {
	bucket.is_ai
	not takes_access_logs
}

violation contains {"code": "not_kms", "evidence": [encryption]} if count(kms_rules) == 0

violation contains {"code": "aws_managed", "evidence": [encryption]} if {
	some rule in kms_rules
	not rule.KMSMasterKeyID
}

violation contains {"code": "aws_managed", "evidence": [encryption, "/refs/key/runtime/KeyManager"]} if {
	count(kms_rules) > 0

	# A key of a template has no manager: a template declares keys of the customer only.
	input.refs.key.runtime.KeyManager != "CUSTOMER"
}

violation contains {"code": "dangling", "args": {"key": key}, "evidence": [encryption, "/refs/key"]} if {
	some rule in kms_rules
	key := rule.KMSMasterKeyID
	not input.refs.key.id
}

kms_rules contains encrypting if {
	some rule in input.resource.properties.BucketEncryption.ServerSideEncryptionConfiguration
	encrypting := rule.ServerSideEncryptionByDefault
	encrypting.SSEAlgorithm in {"aws:kms", "aws:kms:dsse"}
}

# Log delivery has to be let in by the policy
# (https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html).
takes_access_logs if {
	some statement in input.refs.policy.properties.PolicyDocument.Statement
	policy.allows(statement, "s3:PutObject")
	"logging.s3.amazonaws.com" in statement.Principal.Service
}

encryption := "/resource/properties/BucketEncryption"
