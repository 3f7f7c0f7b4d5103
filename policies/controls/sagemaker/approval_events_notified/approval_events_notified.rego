# METADATA
# title: Somebody hears of it when a model package is approved
# description: >-
#   An approval that nobody is told of can stay unnoticed for as long as the model runs. A rule on the package's state
#   change, with a target, tells of every one. Regions without a model registry are not judged.
# custom:
#   resource: Kansa::Region
#   severity: medium
#   theme: monitoring
#   live_only: true
#   messages:
#     none: no enabled EventBridge rule with a target sees every approval of a model package
#   remediation: >-
#     Create an EventBridge rule for source aws.sagemaker and detail-type "SageMaker Model Package State Change" with
#     a target such as an SNS topic.
#   ja:
#     title: モデルパッケージの承認は通知されている
#     description: 通知されない承認は、モデルが稼働し続けても気づかれない。状態変更のルールとターゲットにより、すべての承認を通知する。モデルレジストリのないリージョンは対象外である。
#     messages:
#       none: すべての承認を検知し、ターゲットを持つ有効な EventBridge ルールがない
#     remediation: 「SageMaker Model Package State Change」を検知する EventBridge ルールを作成し、SNS トピックなどをターゲットとする。
package controls.sagemaker.approval_events_notified

import data.lib.event_rule
import data.lib.evidence

applies if some _ in input.refs.modelPackageGroups

violation contains {"code": "none", "evidence": ["/refs/eventRules"]} if count(satisfied) == 0

satisfied contains evidence.at(["refs", "eventRules", index]) if {
	some index, rule in input.refs.eventRules
	event_rule.is_live(rule)
	event_rule.lets_through(rule.properties.EventPattern, {
		"source": "aws.sagemaker",
		"detail-type": detail_type,
		"account": object.get(rule, "account", "?"),
		"region": object.get(rule, "region", "?"),
		"detail": {"ModelApprovalStatus": "Approved"},
	})
}

# https://docs.aws.amazon.com/sagemaker/latest/dg/automating-sagemaker-with-eventbridge.html
detail_type := "SageMaker Model Package State Change"
