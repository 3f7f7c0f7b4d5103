# METADATA
# title: Offline feature stores are encrypted by a customer managed key
# description: >-
#   The offline store keeps every value that a feature ever had, often of persons. Only a key of one's own can be
#   refused, audited and withdrawn. Groups without an offline store are not judged.
# custom:
#   resource: AWS::SageMaker::FeatureGroup
#   severity: medium
#   theme: encryption
#   messages:
#     none: no KMS key is named for the offline store (S3StorageConfig.KmsKeyId)
#     aws_managed: the key {key} is managed by AWS, not by the customer
#     dangling: the key {key} does not exist
#     unusable: the key {key} cannot be used, its state is {state}
#   remediation: >-
#     Create the feature group anew with OfflineStoreConfig.S3StorageConfig.KmsKeyId set to an enabled customer
#     managed key.
#   ja:
#     title: オフライン特徴量ストアは顧客管理キーで暗号化されている
#     description: オフラインストアには、個人に関わるものを含む特徴量の全履歴が残る。利用を拒否し、監査し、取り消せるのは自社のキーだけである。
#     messages:
#       none: オフラインストアに KMS キーが指定されていない（S3StorageConfig.KmsKeyId）
#       aws_managed: キー {key} は AWS 管理キーであり、顧客管理キーではない
#       dangling: キー {key} が存在しない
#       unusable: キー {key} は使用できない（状態は {state}）
#     remediation: 有効な顧客管理キーを OfflineStoreConfig.S3StorageConfig.KmsKeyId に指定して特徴量グループを作り直す。
package controls.sagemaker.feature_group_offline_cmk

import data.lib.kms

applies if input.resource.properties.OfflineStoreConfig

violation contains {"code": "none", "evidence": [key_id]} if not named

violation contains {
	"code": "aws_managed",
	"args": {"key": input.resource.properties.OfflineStoreConfig.S3StorageConfig.KmsKeyId},
	"evidence": [key_id, "/refs/offlineKey/runtime/KeyManager"],
} if {
	# Where nothing names a manager the key comes from a template, which can declare keys of the customer only.
	input.refs.offlineKey.runtime.KeyManager != "CUSTOMER"
}

violation contains {
	"code": "dangling",
	"args": {"key": input.resource.properties.OfflineStoreConfig.S3StorageConfig.KmsKeyId},
	"evidence": [key_id, "/refs/offlineKey"],
} if {
	named
	not input.refs.offlineKey.id
}

violation contains {
	"code": "unusable",
	"args": {"key": input.resource.properties.OfflineStoreConfig.S3StorageConfig.KmsKeyId, "state": state},
	"evidence": [key_id, "/refs/offlineKey/runtime/KeyState"],
} if {
	state := input.refs.offlineKey.runtime.KeyState
	not state in kms.usable_states
}

named if input.resource.properties.OfflineStoreConfig.S3StorageConfig.KmsKeyId != ""

key_id := "/resource/properties/OfflineStoreConfig/S3StorageConfig/KmsKeyId"
