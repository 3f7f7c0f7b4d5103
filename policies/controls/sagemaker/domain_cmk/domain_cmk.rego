# METADATA
# title: Home directories and volumes of Studio are encrypted by a customer managed key
# description: >-
#   Home directories and application volumes of a domain hold data, code and credentials of everybody in it. Only a key
#   of one's own can be refused, audited and withdrawn.
# custom:
#   resource: AWS::SageMaker::Domain
#   severity: medium
#   theme: encryption
#   messages:
#     none: no KMS key is named for its home directories and volumes
#     aws_managed: the key {key} is managed by AWS, not by the customer
#     dangling: the key {key} does not exist
#     unusable: the key {key} cannot be used, its state is {state}
#   remediation: Recreate the domain with KmsKeyId set to an enabled customer managed key; it cannot be changed later.
#   ja:
#     title: Studio のホームディレクトリとボリュームは顧客管理キーで暗号化されている
#     description: ドメインのホームディレクトリとボリュームには全利用者のデータ、コード、認証情報が置かれる。利用を拒否し、監査し、取り消せるのは自社が管理するキーだけである。
#     messages:
#       none: ホームディレクトリとボリュームに KMS キーが指定されていない
#       aws_managed: キー {key} は AWS 管理キーであり、顧客管理キーではない
#       dangling: キー {key} が存在しない
#       unusable: キー {key} は使用できない（状態は {state}）
#     remediation: 有効な顧客管理キーを KmsKeyId に指定してドメインを作り直す（後から変更できない）。
package controls.sagemaker.domain_cmk

import data.lib.customer_key

violation contains flaw if some flaw in customer_key.flaws
