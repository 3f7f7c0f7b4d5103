# METADATA
# title: Prompts are encrypted by a customer managed key
# description: >-
#   A prompt holds how an application thinks, and often examples from real cases. Only a key of one's own can be
#   refused, audited and withdrawn.
# custom:
#   resource: AWS::Bedrock::Prompt
#   severity: medium
#   theme: encryption
#   messages:
#     none: no KMS key is named, so a key that AWS owns encrypts the prompt
#     aws_managed: the key {key} is managed by AWS, not by the customer
#     dangling: the key {key} does not exist
#     unusable: the key {key} cannot be used, its state is {state}
#   remediation: Set CustomerEncryptionKeyArn of the prompt to an enabled customer managed key (UpdatePrompt).
#   ja:
#     title: プロンプトは顧客管理キーで暗号化されている
#     description: プロンプトにはアプリケーションの判断の仕方や、実際の事例に基づく例が含まれる。利用を拒否し、監査し、取り消せるのは自社が管理するキーだけである。
#     messages:
#       none: KMS キーが指定されておらず、AWS 所有キーで暗号化されている
#       aws_managed: キー {key} は AWS 管理キーであり、顧客管理キーではない
#       dangling: キー {key} が存在しない
#       unusable: キー {key} は使用できない（状態は {state}）
#     remediation: 有効な顧客管理キーをプロンプトの CustomerEncryptionKeyArn に指定する（UpdatePrompt）。
package controls.bedrock.prompt_cmk

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
