# METADATA
# title: Captures and logs of models in which personal data were found are protected
# description: >-
#   What users send and models answer is stored as it was said. Where "kansa scan --pii" found personal data in
#   captures of endpoints or in logs of invocations, these have to lie under a key of one's own, be out of the public's
#   reach, without ACLs, and be deleted one day; captures within retention.data_capture_days.
# custom:
#   resource: Kansa::PersonalDataInventory
#   severity: high
#   theme: pii
#   live_only: true
#   messages:
#     no_key: "no customer managed key encrypts what is stored there: the bucket {bucket} encrypts by none by default"
#     key: the key {key} is not one that the customer controls ({state})
#     key_gone: the key {key} does not exist
#     group_no_key: the log group {group} has no KMS key
#     public: the policy of the bucket {bucket} is public
#     acls: ACLs are in force in the bucket {bucket}
#     kept: no lifecycle rule of the bucket {bucket} deletes what is stored there in time
#     versions_kept: the bucket {bucket} has versions, and no lifecycle rule deletes the old ones in time
#     group_kept: the log group {group} keeps its events for ever
#     bucket_gone: the bucket {bucket} does not exist
#     group_gone: the log group {group} does not exist
#   remediation: >-
#     Encrypt by a customer managed key (DataCaptureConfig.KmsKeyId, PutBucketEncryption, AssociateKmsKey), block
#     public access, enforce the bucket owner's ownership, and expire the prefix and its noncurrent versions by a
#     lifecycle rule, or set the log group's retention.
#   ja:
#     title: 個人情報が検出された推論キャプチャおよび呼び出しログは保護されている
#     description: "\
#       利用者の入力とモデルの応答はそのまま保存される。エンドポイントのキャプチャまたはモデル呼び出しログで「kansa scan --pii」が個人情報を検出した場合、自社のキーで暗号化し、公開を遮断し、ACL を無効とし、\
#       いずれは削除されるようにしなければならない。キャプチャは retention.data_capture_days 以内とする。"
#     messages:
#       no_key: 保存データが顧客管理キーで暗号化されていない（バケット {bucket} の既定の暗号化にキーの指定がない）
#       key: キー {key} は顧客が管理するキーではない、または使用できない（{state}）
#       key_gone: キー {key} が存在しない
#       group_no_key: ロググループ {group} に KMS キーがない
#       public: バケット {bucket} のポリシーが公開されている
#       acls: バケット {bucket} で ACL が有効である
#       kept: バケット {bucket} に、保存データを期限内に削除するライフサイクルルールがない
#       versions_kept: バケット {bucket} はバージョニングされているが、旧バージョンを期限内に削除するルールがない
#       group_kept: ロググループ {group} はイベントを無期限に保持する
#       bucket_gone: バケット {bucket} が存在しない
#       group_gone: ロググループ {group} が存在しない
#     remediation: "\
#       顧客管理キーで暗号化し（DataCaptureConfig.KmsKeyId、PutBucketEncryption、AssociateKmsKey）、パブリックアクセスを遮断し、\
#       オブジェクト所有者をバケット所有者に強制する。ライフサイクルルールでプレフィックスと旧バージョンを失効させ、ロググループには保持期間を設定する。"
package controls.pii.captured_data_protected

import data.lib.bucket
import data.lib.evidence
import data.lib.found
import data.lib.kms
import data.lib.lifecycle

applies if {
	input.resource.properties.Kind in {"s3", "logs"}
	some use in input.resource.properties.Uses
	use in {"capture", "invocation_logs"}
}

occasion contains found.at(index) if some index, _ in found.kept

violation contains {
	"code": "no_key",
	"args": {"bucket": input.resource.properties.Bucket},
	"evidence": array.concat(proofs, [bucket_name, encryption]),
} if {
	count(default_keys) == 0
	input.resource.properties.Bucket
	some proofs in by_default
}

violation contains {
	"code": "key",
	"args": {"key": key, "state": flaw.state},
	"evidence": array.concat(proofs, [evidence.at(array.concat(["refs", "keys", key], flaw.place))]),
} if {
	some [key, proofs] in keys
	some flaw in kms.flaws(input.refs.keys[key])
}

violation contains {
	"code": "key_gone",
	"args": {"key": key},
	"evidence": array.concat(proofs, [evidence.at(["refs", "keys", key])]),
} if {
	some [key, proofs] in keys
	not input.refs.keys[key]
}

violation contains {
	"code": "group_no_key",
	"args": {"group": input.resource.properties.LogGroupName},
	"evidence": [group_name, group_key],
} if {
	input.resource.properties.LogGroupName
	not input.refs.logGroup.properties.KmsKeyId
}

violation contains {
	"code": "public",
	"args": {"bucket": input.resource.properties.Bucket},
	"evidence": [
		bucket_name, "/refs/policy/runtime/IsPublic", "/refs/bucket/properties/PublicAccessBlockConfiguration",
		"/refs/accountBlocks",
	],
} if {
	input.refs.policy.runtime.IsPublic == true
	not input.refs.bucket.properties.PublicAccessBlockConfiguration.RestrictPublicBuckets == true
	not bucket.account_restricts_policies
}

violation contains {
	"code": "acls",
	"args": {"bucket": input.resource.properties.Bucket},
	"evidence": [bucket_name, "/refs/bucket/properties/OwnershipControls"],
} if {
	input.resource.properties.Bucket
	not acls_off
}

violation contains {
	"code": "kept",
	"args": {"bucket": input.resource.properties.Bucket},
	"evidence": array.concat(bound, [bucket_name, prefix, lifecycle_rules]),
} if {
	input.resource.properties.Bucket
	not expires
}

# Deleting an object of a bucket with versions only adds a version that says so.
violation contains {
	"code": "versions_kept",
	"args": {"bucket": input.resource.properties.Bucket},
	"evidence": array.concat(bound, [bucket_name, prefix, lifecycle_rules, versioning]),
} if {
	input.refs.bucket.properties.VersioningConfiguration.Status
	not expires_versions
}

violation contains {
	"code": "group_kept",
	"args": {"group": input.resource.properties.LogGroupName},
	"evidence": [group_name, "/refs/logGroup/properties/RetentionInDays"],
} if {
	input.resource.properties.LogGroupName
	not input.refs.logGroup.properties.RetentionInDays
}

# Bucket names are unique in all of AWS: one that this account lacks is another's, a gap, so this stays unproven there.
violation contains {
	"code": "bucket_gone",
	"args": {"bucket": input.resource.properties.Bucket},
	"evidence": [bucket_name, "/refs/bucket/id"],
} if {
	input.resource.properties.Bucket
	not input.refs.bucket.id
}

violation contains {
	"code": "group_gone",
	"args": {"group": input.resource.properties.LogGroupName},
	"evidence": [group_name, "/refs/logGroup/id"],
} if {
	input.resource.properties.LogGroupName
	not input.refs.logGroup.id
}

# Who writes there without a key of its own, so that the bucket's default encrypts.
by_default contains [user_at(index)] if {
	some index, user in input.resource.properties.Users
	user.Use == "invocation_logs"
}

by_default contains [user_at(index), evidence.at(["refs", "captures", user.Id])] if {
	some index, user in input.resource.properties.Users
	user.Use == "capture"
	not own_key(user.Id)
}

own_key(config) := key if {
	key := input.refs.captures[config].properties.DataCaptureConfig.KmsKeyId
	key != ""
}

# SSE-KMS without a key of its own takes the key that AWS manages for S3.
default_keys[index] := rule.ServerSideEncryptionByDefault.KMSMasterKeyID if {
	some index, rule in input.refs.bucket.properties.BucketEncryption.ServerSideEncryptionConfiguration
	rule.ServerSideEncryptionByDefault.SSEAlgorithm in {"aws:kms", "aws:kms:dsse"}
}

# Each key that encrypts there, with what says so.
keys contains [key, array.concat(proofs, [bucket_name, encryption])] if {
	some proofs in by_default
	some key in default_keys
}

keys contains [key, [user_at(index), evidence.at(["refs", "captures", user.Id])]] if {
	some index, user in input.resource.properties.Users
	user.Use == "capture"
	key := own_key(user.Id)
}

keys contains [key, [group_name, group_key]] if key := input.refs.logGroup.properties.KmsKeyId

acls_off if {
	some rule in input.refs.bucket.properties.OwnershipControls.Rules
	rule.ObjectOwnership == "BucketOwnerEnforced"
}

expires if lifecycle.expires(rules, place, most)

expires_versions if lifecycle.expires_versions(rules, place, most)

# Logs have to be kept for years, and no parameter says for how many at most: any end will do, and the longest that S3
# takes is this.
default most := 2147483647

most := input.params.retention.data_capture_days if "capture" in input.resource.properties.Uses

bound := ["/resource/properties/Uses", "/params/retention/data_capture_days"]

# What begins with nothing is the whole bucket.
default place := ""

place := input.resource.properties.Prefix

rules := input.refs.bucket.properties.LifecycleConfiguration.Rules

user_at(index) := evidence.at(["resource", "properties", "Users", index])

bucket_name := "/resource/properties/Bucket"

prefix := "/resource/properties/Prefix"

group_name := "/resource/properties/LogGroupName"

group_key := "/refs/logGroup/properties/KmsKeyId"

encryption := "/refs/bucket/properties/BucketEncryption"

lifecycle_rules := "/refs/bucket/properties/LifecycleConfiguration"

versioning := "/refs/bucket/properties/VersioningConfiguration/Status"
