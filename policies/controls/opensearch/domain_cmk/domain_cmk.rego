# METADATA
# title: Domains are encrypted at rest by a customer managed key
# description: >-
#   A vector store holds the documents of the organisation, cut to pieces. Only a key of one's own can be refused,
#   audited and withdrawn.
# custom:
#   resource: AWS::OpenSearchService::Domain
#   severity: high
#   theme: encryption
#   messages:
#     none: it is not encrypted by any KMS key
#     aws_managed: the key {key} is managed by AWS, not by the customer
#     dangling: the key {key} does not exist
#     unusable: the key {key} cannot be used, its state is {state}
#   remediation: >-
#     Enable encryption at rest with a customer managed key (UpdateDomainConfig; old versions need a new domain).
#   ja:
#     title: OpenSearch ドメインは顧客管理キーで保管時に暗号化されている
#     description: ベクトルストアには組織の文書が分割された形で保存される。利用を拒否し、監査し、取り消せるのは自社が管理するキーだけである。
#     messages:
#       none: KMS キーで暗号化されていない
#       aws_managed: キー {key} は AWS 管理キーであり、顧客管理キーではない
#       dangling: キー {key} が存在しない
#       unusable: キー {key} は使用できない（状態は {state}）
#     remediation: 顧客管理キーによる保管時の暗号化を有効にする（UpdateDomainConfig。旧バージョンではドメインの再作成が必要）。
package controls.opensearch.domain_cmk

import data.lib.named_key

violation contains {"code": "none", "evidence": [key_id]} if not key

violation contains flaw if some flaw in named_key.flaws(key, key_id)

key := input.resource.properties.EncryptionAtRestOptions.KmsKeyId

key_id := "/resource/properties/EncryptionAtRestOptions/KmsKeyId"
