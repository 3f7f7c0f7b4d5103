# METADATA
# title: Model bias monitoring runs without a network
# description: >-
#   The job reads predictions together with sensitive attributes. Without network isolation its container can send
#   them anywhere.
# custom:
#   resource: AWS::SageMaker::ModelBiasJobDefinition
#   severity: medium
#   theme: network
#   messages:
#     open: network isolation is off (NetworkConfig.EnableNetworkIsolation)
#   remediation: >-
#     Create the job definition anew with NetworkConfig.EnableNetworkIsolation set to true and let the schedule use
#     it.
#   ja:
#     title: モデルバイアスモニタリングはネットワークから分離されている
#     description: ジョブは予測結果と属性情報を読み取る。ネットワーク分離がなければ、コンテナがデータを外部へ送信できる。
#     messages:
#       open: ネットワーク分離が無効である（NetworkConfig.EnableNetworkIsolation）
#     remediation: NetworkConfig.EnableNetworkIsolation を true としてジョブ定義を作り直し、スケジュールを切り替える。
package controls.sagemaker.model_bias_isolation

import data.lib.monitoring_job

violation contains {"code": "open", "evidence": [monitoring_job.isolation]} if not monitoring_job.is_isolated
