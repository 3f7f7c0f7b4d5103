# METADATA
# title: Online feature stores are encrypted by a customer managed key
# description: >-
#   The online store answers with the newest features of every record, often of persons. Only a key of one's own can
#   be refused, audited and withdrawn. In-memory stores are not judged, as by AWS's own control.
# custom:
#   resource: AWS::SageMaker::FeatureGroup
#   severity: medium
#   theme: encryption
#   messages:
#     none: no KMS key is named for the online store (SecurityConfig.KmsKeyId)
#     aws_managed: the key {key} is managed by AWS, not by the customer
#     dangling: the key {key} does not exist
#     unusable: the key {key} cannot be used, its state is {state}
#   remediation: >-
#     Create the feature group anew with OnlineStoreConfig.SecurityConfig.KmsKeyId set to an enabled customer managed
#     key.
#   ja:
#     title: オンライン特徴量ストアは顧客管理キーで暗号化されている
#     description: オンラインストアは、個人に関わるものを含む最新の特徴量を返す。利用を拒否し、監査し、取り消せるのは自社のキーだけである。インメモリは対象外である。
#     messages:
#       none: オンラインストアに KMS キーが指定されていない（SecurityConfig.KmsKeyId）
#       aws_managed: キー {key} は AWS 管理キーであり、顧客管理キーではない
#       dangling: キー {key} が存在しない
#       unusable: キー {key} は使用できない（状態は {state}）
#     remediation: 有効な顧客管理キーを OnlineStoreConfig.SecurityConfig.KmsKeyId に指定して特徴量グループを作り直す。
package controls.sagemaker.feature_group_online_cmk

import data.lib.kms

applies if {
	input.resource.properties.OnlineStoreConfig.EnableOnlineStore == true
	not in_memory
}

in_memory if input.resource.properties.OnlineStoreConfig.StorageType == "InMemory"

violation contains {"code": "none", "evidence": [key_id]} if not named

violation contains {
	"code": "aws_managed",
	"args": {"key": input.resource.properties.OnlineStoreConfig.SecurityConfig.KmsKeyId},
	"evidence": [key_id, "/refs/onlineKey/runtime/KeyManager"],
} if {
	# Where nothing names a manager the key comes from a template, which can declare keys of the customer only.
	input.refs.onlineKey.runtime.KeyManager != "CUSTOMER"
}

violation contains {
	"code": "dangling",
	"args": {"key": input.resource.properties.OnlineStoreConfig.SecurityConfig.KmsKeyId},
	"evidence": [key_id, "/refs/onlineKey"],
} if {
	named
	not input.refs.onlineKey.id
}

violation contains {
	"code": "unusable",
	"args": {"key": input.resource.properties.OnlineStoreConfig.SecurityConfig.KmsKeyId, "state": state},
	"evidence": [key_id, "/refs/onlineKey/runtime/KeyState"],
} if {
	state := input.refs.onlineKey.runtime.KeyState
	not state in kms.usable_states
}

named if input.resource.properties.OnlineStoreConfig.SecurityConfig.KmsKeyId != ""

key_id := "/resource/properties/OnlineStoreConfig/SecurityConfig/KmsKeyId"
