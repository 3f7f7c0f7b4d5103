# METADATA
# title: State machines are encrypted by a customer managed key
# description: >-
#   Executions keep what went in and out of every step, prompts and answers among it. Only a key of one's own can be
#   refused, audited and withdrawn.
# custom:
#   resource: AWS::StepFunctions::StateMachine
#   severity: medium
#   theme: encryption
#   messages:
#     none: no KMS key is named, so a key that AWS owns encrypts it
#     aws_managed: the key {key} is managed by AWS, not by the customer
#     dangling: the key {key} does not exist
#     unusable: the key {key} cannot be used, its state is {state}
#   remediation: Set encryptionConfiguration of the state machine to CUSTOMER_MANAGED_KMS_KEY (UpdateStateMachine).
#   ja:
#     title: ステートマシンは顧客管理キーで暗号化されている
#     description: 実行履歴には、プロンプトや回答を含む各ステップの入出力が残る。利用を拒否し、監査し、取り消せるのは自社が管理するキーだけである。
#     messages:
#       none: KMS キーが指定されておらず、AWS 所有キーで暗号化されている
#       aws_managed: キー {key} は AWS 管理キーであり、顧客管理キーではない
#       dangling: キー {key} が存在しない
#       unusable: キー {key} は使用できない（状態は {state}）
#     remediation: encryptionConfiguration を CUSTOMER_MANAGED_KMS_KEY とする（UpdateStateMachine）。
package controls.stepfunctions.state_machine_cmk

import data.lib.named_key

violation contains {"code": "none", "evidence": [key_id]} if not key

violation contains flaw if some flaw in named_key.flaws(key, key_id)

key := input.resource.properties.EncryptionConfiguration.KmsKeyId

key_id := "/resource/properties/EncryptionConfiguration/KmsKeyId"
