# METADATA
# title: Notebook volumes are encrypted by a customer managed key
# description: >-
#   Data, code and credentials of data scientists lie on the volume of a notebook. Only a key of one's own can be
#   refused, audited and withdrawn.
# custom:
#   resource: AWS::SageMaker::NotebookInstance
#   severity: medium
#   theme: encryption
#   messages:
#     none: no KMS key is named for its volume
#     aws_managed: the key {key} is managed by AWS, not by the customer
#     dangling: the key {key} does not exist
#     unusable: the key {key} cannot be used, its state is {state}
#   remediation: Recreate the notebook instance with KmsKeyId set to an enabled customer managed key.
#   ja:
#     title: ノートブックのボリュームは顧客管理キーで暗号化されている
#     description: ノートブックのボリュームにはデータ、コード、認証情報が置かれる。利用を拒否し、監査し、取り消せるのは自社が管理するキーだけである。
#     messages:
#       none: ボリュームに KMS キーが指定されていない
#       aws_managed: キー {key} は AWS 管理キーであり、顧客管理キーではない
#       dangling: キー {key} が存在しない
#       unusable: キー {key} は使用できない（状態は {state}）
#     remediation: 有効な顧客管理キーを KmsKeyId に指定してノートブックインスタンスを作り直す。
package controls.sagemaker.notebook_cmk

import data.lib.customer_key

violation contains flaw if some flaw in customer_key.flaws
