# METADATA
# title: Repositories are encrypted by a customer managed key
# description: >-
#   Images hold the model's code and often its weights. Only a key of one's own can be refused, audited and
#   withdrawn.
# custom:
#   resource: AWS::ECR::Repository
#   severity: low
#   theme: encryption
#   messages:
#     none: no KMS key is named, so keys of S3 encrypt its images
#     aws_managed: the key {key} is managed by AWS, not by the customer
#     dangling: the key {key} does not exist
#     unusable: the key {key} cannot be used, its state is {state}
#   remediation: >-
#     Create the repository anew with encryptionType KMS and a customer managed key; it cannot be changed later.
#   ja:
#     title: ECR リポジトリは顧客管理キーで暗号化されている
#     description: イメージにはモデルのコード、しばしば重みも含まれる。利用を拒否し、監査し、取り消せるのは自社が管理するキーだけである。
#     messages:
#       none: KMS キーが指定されておらず、S3 の管理するキーで暗号化されている
#       aws_managed: キー {key} は AWS 管理キーであり、顧客管理キーではない
#       dangling: キー {key} が存在しない
#       unusable: キー {key} は使用できない（状態は {state}）
#     remediation: encryptionType を KMS とし顧客管理キーを指定してリポジトリを作り直す（後から変更できない）。
package controls.ecr.repository_cmk

import data.lib.named_key

violation contains {"code": "none", "evidence": [key_id]} if not key

violation contains flaw if some flaw in named_key.flaws(key, key_id)

key := input.resource.properties.EncryptionConfiguration.KmsKey

key_id := "/resource/properties/EncryptionConfiguration/KmsKey"
