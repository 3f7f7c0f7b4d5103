# METADATA
# title: Environment variables of functions are encrypted by a customer managed key
# description: >-
#   Variables hold the addresses and settings of whatever an agent's tool reaches. Only a key of one's own can be
#   refused, audited and withdrawn.
# custom:
#   resource: AWS::Lambda::Function
#   severity: medium
#   theme: encryption
#   messages:
#     none: no KMS key is named, so a key that AWS manages encrypts its variables
#     aws_managed: the key {key} is managed by AWS, not by the customer
#     dangling: the key {key} does not exist
#     unusable: the key {key} cannot be used, its state is {state}
#   remediation: Set KMSKeyArn of the function to an enabled customer managed key (UpdateFunctionConfiguration).
#   ja:
#     title: Lambda 関数の環境変数は顧客管理キーで暗号化されている
#     description: 環境変数には、エージェントのツールが接続する先の所在や設定が並ぶ。利用を拒否し、監査し、取り消せるのは自社が管理するキーだけである。
#     messages:
#       none: KMS キーが指定されておらず、環境変数は AWS 管理キーで暗号化されている
#       aws_managed: キー {key} は AWS 管理キーであり、顧客管理キーではない
#       dangling: キー {key} が存在しない
#       unusable: キー {key} は使用できない（状態は {state}）
#     remediation: 有効な顧客管理キーを関数の KMSKeyArn に指定する（UpdateFunctionConfiguration）。
package controls.lambda.environment_cmk

import data.lib.named_key

# Without variables there is nothing to encrypt.
applies if some _ in input.resource.runtime.VariableNames

violation contains {"code": "none", "evidence": [key_id]} if not key

violation contains flaw if some flaw in named_key.flaws(key, key_id)

key := input.resource.properties.KmsKeyArn

key_id := "/resource/properties/KmsKeyArn"
