# METADATA
# title: Agents are encrypted by a customer managed key
# description: >-
#   Instructions, sessions and what an agent remembers hold the words of users. Only a key of one's own can be
#   refused, audited and withdrawn.
# custom:
#   resource: AWS::Bedrock::Agent
#   severity: medium
#   theme: encryption
#   messages:
#     none: no KMS key is named, so a key that AWS owns encrypts the agent
#     aws_managed: the key {key} is managed by AWS, not by the customer
#     dangling: the key {key} does not exist
#     unusable: the key {key} cannot be used, its state is {state}
#   remediation: >-
#     Set CustomerEncryptionKeyArn of the agent to an enabled customer managed key (UpdateAgent) and prepare it.
#   ja:
#     title: エージェントは顧客管理キーで暗号化されている
#     description: エージェントの指示、セッション、記憶には利用者の言葉が残る。利用を拒否し、監査し、取り消せるのは自社が管理するキーだけである。
#     messages:
#       none: KMS キーが指定されておらず、AWS 所有キーで暗号化されている
#       aws_managed: キー {key} は AWS 管理キーであり、顧客管理キーではない
#       dangling: キー {key} が存在しない
#       unusable: キー {key} は使用できない（状態は {state}）
#     remediation: 有効な顧客管理キーを CustomerEncryptionKeyArn に指定し（UpdateAgent）、エージェントを準備し直す。
package controls.bedrock.agent_cmk

import data.lib.evidence
import data.lib.kms

violation contains {"code": "none", "evidence": [key_id]} if {
	not input.resource.properties.CustomerEncryptionKeyArn
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
	key := input.resource.properties.CustomerEncryptionKeyArn
	not input.refs.keys[key]
}

key_id := "/resource/properties/CustomerEncryptionKeyArn"
