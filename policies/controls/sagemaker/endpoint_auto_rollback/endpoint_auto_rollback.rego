# METADATA
# title: Endpoints roll back by themselves when an alarm goes off
# description: >-
#   Only alarms that a deployment names, and that exist, end a bad deployment before every request meets it.
#   Serverless endpoints have no deployment guardrails and are not judged.
# custom:
#   resource: AWS::SageMaker::Endpoint
#   severity: high
#   theme: resilience
#   messages:
#     none: its last deployment named no alarm to roll back by
#     alarm_gone: the alarm {alarm} that its deployment names does not exist
#   remediation: >-
#     Update the endpoint with DeploymentConfig.AutoRollbackConfiguration naming CloudWatch alarms on its errors and
#     latency.
#   ja:
#     title: エンドポイントはアラームにより自動的にロールバックする
#     description: デプロイが指定し、かつ実在するアラームだけが、不具合のあるデプロイを全要求に及ぶ前に止められる。サーバーレスにはデプロイガードレールがなく、対象外である。
#     messages:
#       none: 直近のデプロイに、ロールバックの条件となるアラームの指定がない
#       alarm_gone: デプロイが指定するアラーム {alarm} が存在しない
#     remediation: エラーとレイテンシーの CloudWatch アラームを AutoRollbackConfiguration に指定し、エンドポイントを更新する。
package controls.sagemaker.endpoint_auto_rollback

import data.lib.endpoint
import data.lib.evidence

applies if not endpoint.is_serverless

violation contains {"code": "none", "evidence": ["/resource/properties/DeploymentConfig"]} if count(named) == 0

violation contains {
	"code": "alarm_gone",
	"args": {"alarm": name},
	"evidence": [
		evidence.at(["resource", "properties", "DeploymentConfig", "AutoRollbackConfiguration", "Alarms", index]),
		evidence.at(["refs", "rollbackAlarms", name]),
		evidence.at(["refs", "rollbackCompositeAlarms", name]),
	],
} if {
	some index, name in named
	not input.refs.rollbackAlarms[name]
	not input.refs.rollbackCompositeAlarms[name]
}

named[index] := alarm.AlarmName if {
	some index, alarm in input.resource.properties.DeploymentConfig.AutoRollbackConfiguration.Alarms
}
