# METADATA
# title: Tables are encrypted by a customer managed key
# description: >-
#   Tables hold what agents remember of users and what models are fed with. Only a key of one's own can be refused,
#   audited and withdrawn.
# custom:
#   resource: AWS::DynamoDB::Table
#   severity: medium
#   theme: encryption
#   messages:
#     none: no KMS key is named, so a key that AWS owns encrypts it
#     aws_managed: the key {key} is managed by AWS, not by the customer
#     dangling: the key {key} does not exist
#     unusable: the key {key} cannot be used, its state is {state}
#   remediation: Set SSESpecification of the table to KMS with a customer managed key (UpdateTable).
#   ja:
#     title: DynamoDB テーブルは顧客管理キーで暗号化されている
#     description: テーブルには、エージェントが利用者について記憶する内容やモデルへの入力が保存される。利用を拒否し、監査し、取り消せるのは自社が管理するキーだけである。
#     messages:
#       none: KMS キーが指定されておらず、AWS 所有キーで暗号化されている
#       aws_managed: キー {key} は AWS 管理キーであり、顧客管理キーではない
#       dangling: キー {key} が存在しない
#       unusable: キー {key} は使用できない（状態は {state}）
#     remediation: 顧客管理キーをテーブルの SSESpecification に指定する（UpdateTable）。
package controls.dynamodb.table_cmk

import data.lib.named_key

violation contains {"code": "none", "evidence": [key_id]} if not key

violation contains flaw if some flaw in named_key.flaws(key, key_id)

key := input.resource.properties.SSESpecification.KMSMasterKeyId

key_id := "/resource/properties/SSESpecification/KMSMasterKeyId"
