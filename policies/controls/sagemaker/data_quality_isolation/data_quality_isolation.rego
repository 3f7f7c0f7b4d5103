# METADATA
# title: Data quality monitoring runs without a network
# description: >-
#   The job reads the requests that an endpoint was sent. Without network isolation its container can send them
#   anywhere.
# custom:
#   resource: AWS::SageMaker::DataQualityJobDefinition
#   severity: medium
#   theme: network
#   messages:
#     open: network isolation is off (NetworkConfig.EnableNetworkIsolation)
#   remediation: >-
#     Create the job definition anew with NetworkConfig.EnableNetworkIsolation set to true and let the schedule use
#     it.
#   ja:
#     title: データ品質モニタリングはネットワークから分離されている
#     description: ジョブはエンドポイントへの要求データを読み取る。ネットワーク分離がなければ、コンテナがデータを外部へ送信できる。
#     messages:
#       open: ネットワーク分離が無効である（NetworkConfig.EnableNetworkIsolation）
#     remediation: NetworkConfig.EnableNetworkIsolation を true としてジョブ定義を作り直し、スケジュールを切り替える。
package controls.sagemaker.data_quality_isolation

import data.lib.monitoring_job

violation contains {"code": "open", "evidence": [monitoring_job.isolation]} if not monitoring_job.is_isolated
