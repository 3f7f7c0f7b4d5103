# METADATA
# title: Model quality monitoring runs without a network
# description: >-
#   The job reads predictions and their ground truth. Without network isolation its container can send them anywhere.
# custom:
#   resource: AWS::SageMaker::ModelQualityJobDefinition
#   severity: high
#   theme: network
#   messages:
#     open: network isolation is off (NetworkConfig.EnableNetworkIsolation)
#   remediation: >-
#     Create the job definition anew with NetworkConfig.EnableNetworkIsolation set to true and let the schedule use
#     it.
#   ja:
#     title: モデル品質モニタリングはネットワークから分離されている
#     description: ジョブは予測結果と正解データを読み取る。ネットワーク分離がなければ、コンテナがデータを外部へ送信できる。
#     messages:
#       open: ネットワーク分離が無効である（NetworkConfig.EnableNetworkIsolation）
#     remediation: NetworkConfig.EnableNetworkIsolation を true としてジョブ定義を作り直し、スケジュールを切り替える。
package controls.sagemaker.model_quality_isolation

import data.lib.monitoring_job

violation contains {"code": "open", "evidence": [monitoring_job.isolation]} if not monitoring_job.is_isolated
