# METADATA
# title: Model bias monitoring encrypts the traffic between its containers
# description: >-
#   A job on several instances passes predictions together with sensitive attributes from one to the other, in the
#   clear unless told otherwise. A single instance is not judged.
# custom:
#   resource: AWS::SageMaker::ModelBiasJobDefinition
#   severity: medium
#   theme: encryption
#   messages:
#     open: traffic between containers is not encrypted (NetworkConfig.EnableInterContainerTrafficEncryption)
#   remediation: >-
#     Create the job definition anew with NetworkConfig.EnableInterContainerTrafficEncryption set to true and let the
#     schedule use it.
#   ja:
#     title: モデルバイアスモニタリングはコンテナ間の通信を暗号化している
#     description: 複数インスタンスのジョブは予測結果と属性情報をインスタンス間でやり取りする。既定では通信は暗号化されない。単一インスタンスは対象外である。
#     messages:
#       open: コンテナ間の通信が暗号化されていない（NetworkConfig.EnableInterContainerTrafficEncryption）
#     remediation: NetworkConfig.EnableInterContainerTrafficEncryption を true としてジョブ定義を作り直し、スケジュールを切り替える。
package controls.sagemaker.model_bias_traffic_encryption

import data.lib.monitoring_job

# One instance has nobody to talk to; the same line is drawn by AWS's own control.
applies if not monitoring_job.runs_alone

violation contains {"code": "open", "evidence": [monitoring_job.encryption]} if not monitoring_job.is_encrypted
