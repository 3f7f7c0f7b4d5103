# METADATA
# title: Kubernetes secrets are encrypted by a customer managed key
# description: >-
#   Secrets of a cluster hold the credentials of its models and pipelines. Only a key of one's own can be refused,
#   audited and withdrawn.
# custom:
#   resource: AWS::EKS::Cluster
#   severity: medium
#   theme: encryption
#   messages:
#     none: no KMS key is named for the secrets of the cluster
#     aws_managed: the key {key} is managed by AWS, not by the customer
#     dangling: the key {key} does not exist
#     unusable: the key {key} cannot be used, its state is {state}
#   remediation: >-
#     Associate an encryption configuration for secrets with an enabled customer managed key
#     (AssociateEncryptionConfig), then write the existing secrets anew.
#   ja:
#     title: Kubernetes のシークレットは顧客管理キーで暗号化されている
#     description: クラスターのシークレットにはモデルやパイプラインの認証情報が置かれる。利用を拒否し、監査し、取り消せるのは自社が管理するキーだけである。
#     messages:
#       none: クラスターのシークレットに KMS キーが指定されていない
#       aws_managed: キー {key} は AWS 管理キーであり、顧客管理キーではない
#       dangling: キー {key} が存在しない
#       unusable: キー {key} は使用できない（状態は {state}）
#     remediation: 有効な顧客管理キーによるシークレットの暗号化設定を関連付け（AssociateEncryptionConfig）、既存のシークレットを書き直す。
package controls.eks.secrets_cmk

import data.lib.evidence
import data.lib.kms

violation contains {"code": "none", "evidence": ["/resource/properties/EncryptionConfig"]} if {
	count(secret_keys) == 0
}

violation contains {
	"code": "aws_managed",
	"args": {"key": key},
	"evidence": [pointer, evidence.at(["refs", "secretKeys", key, "runtime", "KeyManager"])],
} if {
	some pointer, key in secret_keys

	# Where nothing names a manager the key comes from a template, which can declare keys of the customer only.
	input.refs.secretKeys[key].runtime.KeyManager != "CUSTOMER"
}

violation contains {
	"code": "dangling",
	"args": {"key": key},
	"evidence": [pointer, evidence.at(["refs", "secretKeys", key])],
} if {
	some pointer, key in secret_keys
	not input.refs.secretKeys[key]
}

violation contains {
	"code": "unusable",
	"args": {"key": key, "state": state},
	"evidence": [pointer, evidence.at(["refs", "secretKeys", key, "runtime", "KeyState"])],
} if {
	some pointer, key in secret_keys
	state := input.refs.secretKeys[key].runtime.KeyState
	not state in kms.usable_states
}

secret_keys[pointer] := key if {
	some index, config in input.resource.properties.EncryptionConfig
	"secrets" in config.Resources
	key := config.Provider.KeyArn
	pointer := evidence.at(["resource", "properties", "EncryptionConfig", index])
}
