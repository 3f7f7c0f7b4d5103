# METADATA
# title: Imported models are encrypted by a customer managed key
# description: >-
#   The weights of an imported model are the organisation's own work, or licensed to it. Only a key of one's own can
#   be refused, audited and withdrawn.
# custom:
#   resource: AWS::Bedrock::ImportedModel
#   severity: high
#   theme: encryption
#   live_only: true
#   messages:
#     none: no KMS key is named, so a key that AWS owns encrypts the model
#     aws_managed: the key {key} is managed by AWS, not by the customer
#     dangling: the key {key} does not exist
#     unusable: the key {key} cannot be used, its state is {state}
#   remediation: >-
#     Import the model anew with importedModelKmsKeyId set to an enabled customer managed key (CreateModelImportJob),
#     and delete this one.
#   ja:
#     title: インポートしたモデルは顧客管理キーで暗号化されている
#     description: インポートしたモデルの重みは自社の成果物または使用許諾を受けた資産である。利用を拒否し、監査し、取り消せるのは自社が管理するキーだけである。
#     messages:
#       none: KMS キーが指定されておらず、AWS 所有キーで暗号化されている
#       aws_managed: キー {key} は AWS 管理キーであり、顧客管理キーではない
#       dangling: キー {key} が存在しない
#       unusable: キー {key} は使用できない（状態は {state}）
#     remediation: 有効な顧客管理キーを importedModelKmsKeyId に指定してインポートをやり直し（CreateModelImportJob）、本モデルを削除する。
package controls.bedrock.imported_model_cmk

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
