# METADATA
# title: Model quality monitoring encrypts the traffic between its containers
# description: >-
#   A job on several instances passes predictions and their ground truth from one to the other, in the clear unless
#   told otherwise.
# custom:
#   resource: AWS::SageMaker::ModelQualityJobDefinition
#   severity: medium
#   theme: encryption
#   messages:
#     open: traffic between containers is not encrypted (NetworkConfig.EnableInterContainerTrafficEncryption)
#   remediation: >-
#     Create the job definition anew with NetworkConfig.EnableInterContainerTrafficEncryption set to true and let the
#     schedule use it.
#   ja:
#     title: モデル品質モニタリングはコンテナ間の通信を暗号化している
#     description: 複数インスタンスのジョブは予測結果と正解データをインスタンス間でやり取りする。既定では通信は暗号化されない。
#     messages:
#       open: コンテナ間の通信が暗号化されていない（NetworkConfig.EnableInterContainerTrafficEncryption）
#     remediation: NetworkConfig.EnableInterContainerTrafficEncryption を true としてジョブ定義を作り直し、スケジュールを切り替える。
package controls.sagemaker.model_quality_traffic_encryption

import data.lib.monitoring_job

violation contains {"code": "open", "evidence": [monitoring_job.encryption]} if not monitoring_job.is_encrypted
