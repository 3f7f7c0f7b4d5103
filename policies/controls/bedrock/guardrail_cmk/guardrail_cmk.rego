# METADATA
# title: Guardrails are encrypted by a customer managed key
# description: >-
#   What a guardrail blocks shows what the organisation fears: topics, words, patterns of identifiers. Only a key of
#   one's own can be refused, audited and withdrawn.
# custom:
#   resource: AWS::Bedrock::Guardrail
#   severity: medium
#   theme: encryption
#   messages:
#     none: no KMS key is named, so a key that AWS owns encrypts it
#     aws_managed: the key {key} is managed by AWS, not by the customer
#     dangling: the key {key} does not exist
#     unusable: the key {key} cannot be used, its state is {state}
#   remediation: Set KmsKeyArn of the guardrail to an enabled customer managed key (UpdateGuardrail).
#   ja:
#     title: ガードレールは顧客管理キーで暗号化されている
#     description: ガードレールの設定は、話題、語句、識別子の形式など、組織が警戒する内容そのものである。利用を拒否し、監査し、取り消せるのは自社が管理するキーだけである。
#     messages:
#       none: KMS キーが指定されておらず、AWS 所有キーで暗号化されている
#       aws_managed: キー {key} は AWS 管理キーであり、顧客管理キーではない
#       dangling: キー {key} が存在しない
#       unusable: キー {key} は使用できない（状態は {state}）
#     remediation: 有効な顧客管理キーをガードレールの KmsKeyArn に指定する（UpdateGuardrail）。
package controls.bedrock.guardrail_cmk

import data.lib.evidence
import data.lib.kms

violation contains {"code": "none", "evidence": [key_id]} if {
	not input.resource.properties.KmsKeyArn
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
	key := input.resource.properties.KmsKeyArn
	not input.refs.keys[key]
}

key_id := "/resource/properties/KmsKeyArn"
