# METADATA
# title: Custom models are encrypted by a customer managed key
# description: >-
#   A customised model has learnt from the organisation's own data, and can be made to repeat it. Only a key of one's
#   own can be refused, audited and withdrawn.
# custom:
#   resource: AWS::Bedrock::CustomModel
#   severity: high
#   theme: encryption
#   live_only: true
#   messages:
#     none: no KMS key is named, so a key that AWS owns encrypts the model
#     aws_managed: the key {key} is managed by AWS, not by the customer
#     dangling: the key {key} does not exist
#     unusable: the key {key} cannot be used, its state is {state}
#   remediation: >-
#     Customise the model anew with customModelKmsKeyId set to an enabled customer managed key
#     (CreateModelCustomizationJob), and delete this one.
#   ja:
#     title: カスタムモデルは顧客管理キーで暗号化されている
#     description: カスタムモデルは自社のデータから学習しており、それを再現させられるおそれがある。利用を拒否し、監査し、取り消せるのは自社が管理するキーだけである。
#     messages:
#       none: KMS キーが指定されておらず、AWS 所有キーで暗号化されている
#       aws_managed: キー {key} は AWS 管理キーであり、顧客管理キーではない
#       dangling: キー {key} が存在しない
#       unusable: キー {key} は使用できない（状態は {state}）
#     remediation: 有効な顧客管理キーを customModelKmsKeyId に指定してカスタマイズをやり直し（CreateModelCustomizationJob）、本モデルを削除する。
package controls.bedrock.custom_model_cmk

import data.lib.evidence
import data.lib.kms

violation contains {"code": "none", "evidence": [key_id]} if {
	not input.resource.properties.modelKmsKeyArn
}

violation contains {
	"code": flaw.code,
	"args": {"key": key, "state": flaw.state},
	"evidence": [key_id, evidence.at(array.concat(["refs", "keys", key], flaw.place))],
} if {
	some key, facts in input.refs.keys
	some flaw in kms.flaws(facts)
}

violation contains {
	"code": "dangling",
	"args": {"key": key},
	"evidence": [key_id, evidence.at(["refs", "keys", key])],
} if {
	key := input.resource.properties.modelKmsKeyArn
	not input.refs.keys[key]
}

key_id := "/resource/properties/modelKmsKeyArn"
