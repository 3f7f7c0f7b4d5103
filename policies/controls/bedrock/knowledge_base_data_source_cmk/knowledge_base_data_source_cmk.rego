# METADATA
# title: Data sources are ingested under a customer managed key
# description: >-
#   While documents are turned into vectors Bedrock keeps a copy of them. Only a key of one's own can be refused,
#   audited and withdrawn.
# custom:
#   resource: AWS::Bedrock::DataSource
#   severity: high
#   theme: encryption
#   messages:
#     none: no KMS key is named, so a key that AWS owns encrypts the transient copy
#     aws_managed: the key {key} is managed by AWS, not by the customer
#     dangling: the key {key} does not exist
#     unusable: the key {key} cannot be used, its state is {state}
#   remediation: >-
#     Set ServerSideEncryptionConfiguration.KmsKeyArn of the data source to an enabled customer managed key
#     (UpdateDataSource).
#   ja:
#     title: データソースは顧客管理キーの下で取り込まれている
#     description: 文書をベクトルへ変換する間、Bedrock はその複製を保持する。利用を拒否し、監査し、取り消せるのは自社が管理するキーだけである。
#     messages:
#       none: KMS キーが指定されておらず、一時的な複製が AWS 所有キーで暗号化されている
#       aws_managed: キー {key} は AWS 管理キーであり、顧客管理キーではない
#       dangling: キー {key} が存在しない
#       unusable: キー {key} は使用できない（状態は {state}）
#     remediation: 有効な顧客管理キーをデータソースの ServerSideEncryptionConfiguration.KmsKeyArn に指定する（UpdateDataSource）。
package controls.bedrock.knowledge_base_data_source_cmk

import data.lib.evidence
import data.lib.kms

violation contains {"code": "none", "evidence": [key_id]} if {
	not input.resource.properties.ServerSideEncryptionConfiguration.KmsKeyArn
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
	key := input.resource.properties.ServerSideEncryptionConfiguration.KmsKeyArn
	not input.refs.keys[key]
}

key_id := "/resource/properties/ServerSideEncryptionConfiguration/KmsKeyArn"
