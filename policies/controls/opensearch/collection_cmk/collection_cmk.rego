# METADATA
# title: Serverless collections are encrypted by a customer managed key
# description: >-
#   A vector store holds the documents of the organisation, cut to pieces. Only a key of one's own can be refused,
#   audited and withdrawn.
# custom:
#   resource: AWS::OpenSearchServerless::Collection
#   severity: high
#   theme: encryption
#   live_only: true
#   messages:
#     none: a key that AWS owns encrypts it
#     aws_managed: the key {key} is managed by AWS, not by the customer
#     dangling: the key {key} does not exist
#     unusable: the key {key} cannot be used, its state is {state}
#   remediation: Create the collection anew under an encryption policy with KmsARN; its key cannot be changed later.
#   ja:
#     title: OpenSearch Serverless コレクションは顧客管理キーで暗号化されている
#     description: ベクトルストアには組織の文書が分割された形で保存される。利用を拒否し、監査し、取り消せるのは自社が管理するキーだけである。
#     messages:
#       none: AWS 所有キーで暗号化されている
#       aws_managed: キー {key} は AWS 管理キーであり、顧客管理キーではない
#       dangling: キー {key} が存在しない
#       unusable: キー {key} は使用できない（状態は {state}）
#     remediation: KmsARN を指定した暗号化ポリシーの下でコレクションを作り直す（キーは後から変更できない）。
package controls.opensearch.collection_cmk

import data.lib.named_key

violation contains {"code": "none", "evidence": [key_id]} if not key

violation contains flaw if some flaw in named_key.flaws(key, key_id)

# "auto" stands for a key that AWS owns.
key := input.resource.runtime.KmsKeyArn if input.resource.runtime.KmsKeyArn != "auto"

key_id := "/resource/runtime/KmsKeyArn"
