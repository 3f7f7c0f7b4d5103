# METADATA
# title: Endpoints shift their traffic step by step
# description: >-
#   All traffic at once lets a bad model meet every request before anybody sees it. A canary, a linear shift or a
#   rolling update lets a few see it first. Serverless endpoints have no deployment guardrails and are not judged.
# custom:
#   resource: AWS::SageMaker::Endpoint
#   severity: medium
#   theme: resilience
#   messages:
#     none: its last deployment stated no way to shift traffic, so all of it moved at once
#     all_at_once: its last deployment moved all traffic at once ({type})
#   remediation: >-
#     Update the endpoint with a BlueGreenUpdatePolicy of type CANARY or LINEAR, or with a RollingUpdatePolicy.
#   ja:
#     title: エンドポイントはトラフィックを段階的に切り替える
#     description: 一括切り替えでは、不具合のあるモデルが全要求に応答してしまう。カナリア、リニア、ローリングのいずれかで段階的に切り替える。サーバーレスは対象外である。
#     messages:
#       none: 直近のデプロイに切り替え方法の指定がなく、一括で切り替えられている
#       all_at_once: 直近のデプロイはトラフィックを一括で切り替えている（{type}）
#     remediation: CANARY または LINEAR の BlueGreenUpdatePolicy、あるいは RollingUpdatePolicy を指定してエンドポイントを更新する。
package controls.sagemaker.endpoint_blue_green

import data.lib.endpoint

applies if not endpoint.is_serverless

violation contains {"code": "none", "evidence": [rolling, shifting]} if {
	not rolls
	not input.resource.properties.DeploymentConfig.BlueGreenUpdatePolicy.TrafficRoutingConfiguration.Type
}

violation contains {"code": "all_at_once", "args": {"type": type}, "evidence": [rolling, shifting]} if {
	not rolls
	type := input.resource.properties.DeploymentConfig.BlueGreenUpdatePolicy.TrafficRoutingConfiguration.Type
	not type in {"CANARY", "LINEAR"}
}

rolls if input.resource.properties.DeploymentConfig.RollingUpdatePolicy.MaximumBatchSize

rolling := "/resource/properties/DeploymentConfig/RollingUpdatePolicy/MaximumBatchSize"

shifting := "/resource/properties/DeploymentConfig/BlueGreenUpdatePolicy/TrafficRoutingConfiguration/Type"
