# METADATA
# title: Alarms watch the errors and the latency of endpoints
# description: >-
#   A model that fails or slows down is noticed by its users first, unless alarms on Invocation5XXErrors and
#   ModelLatency with the endpoint as their dimension call somebody.
# custom:
#   resource: AWS::SageMaker::Endpoint
#   severity: high
#   theme: monitoring
#   live_only: true
#   messages:
#     no_alarm: no alarm watches its metric {metric}
#     silent: "no alarm on its metric {metric} calls anybody: actions are off, or there are none"
#   remediation: >-
#     Create CloudWatch alarms on Invocation5XXErrors and ModelLatency of the endpoint with an action, e.g. an SNS
#     topic.
#   ja:
#     title: エンドポイントのエラーとレイテンシーはアラームで監視されている
#     description: Invocation5XXErrors と ModelLatency にエンドポイントをディメンションとするアラームがなければ、障害や遅延に最初に気づくのは利用者となる。
#     messages:
#       no_alarm: メトリクス {metric} を監視するアラームがない
#       silent: メトリクス {metric} のアラームがいずれも通知しない（アクションが無効または未設定）
#     remediation: Invocation5XXErrors と ModelLatency の CloudWatch アラームを、SNS トピックなどのアクションを付けて作成する。
package controls.sagemaker.endpoint_alarms

applies if input.resource.runtime.EndpointStatus == "InService"

violation contains {"code": "no_alarm", "args": {"metric": metric}, "evidence": [endpoint_name, "/refs/alarms"]} if {
	some metric in metrics
	count(watching(metric)) == 0
}

violation contains {"code": "silent", "args": {"metric": metric}, "evidence": [endpoint_name, "/refs/alarms"]} if {
	some metric in metrics
	count(watching(metric)) > 0
	not calls_somebody(metric)
}

metrics := {"Invocation5XXErrors", "ModelLatency"}

# A joined alarm may watch several endpoints.
watching(metric) := [alarm |
	some alarm in input.refs.alarms
	some watched in alarm.runtime.EndpointMetrics
	watched.Namespace == "AWS/SageMaker"
	watched.MetricName == metric
	watched.EndpointName == input.resource.properties.EndpointName
]

calls_somebody(metric) if {
	some alarm in watching(metric)
	alarm.properties.ActionsEnabled == true
	count(alarm.properties.AlarmActions) > 0
}

endpoint_name := "/resource/properties/EndpointName"
