# METADATA
# title: Somebody hears of changes to AWS Config
# description: >-
#   A recorder that was stopped has no record of what was changed meanwhile. An alarm counts that can tell an SNS
#   topic, or a rule of EventBridge with a target.
# custom:
#   resource: Kansa::Region
#   severity: medium
#   theme: audit
#   live_only: true
#   messages:
#     unheard: "nobody hears of: {events}"
#   remediation: >-
#     Send the trail to CloudWatch Logs with a metric filter for these events and an alarm on an SNS topic, or create
#     an EventBridge rule for source aws.config with a target, in every region.
#   ja:
#     title: AWS Config の変更は通知されている
#     description: レコーダーが停止すると、その間の構成変更は記録されない。
#     messages:
#       unheard: 次のイベントは誰にも通知されない：{events}
#     remediation: 証跡のロググループにメトリクスフィルターと SNS に通知するアラームを設けるか、各リージョンに EventBridge ルールを作成する。
package controls.config.changes_alarmed

import data.lib.evidence
import data.lib.trail
import data.lib.watch

violation contains {
	"code": "unheard",
	"args": {"events": events},
	"evidence": array.concat(["/refs/eventRules"], watch.evidence),
} if {
	events := watch.unheard(trail.covering, input.refs.eventRules, calls)
	events != ""
}

# Without a trail no rule sees a call: that violation goes first.
satisfied contains evidence.at(["refs", "eventRules", index]) if {
	some index, rule in input.refs.eventRules
	every _, call in calls {
		watch.is_ruled(rule, call)
	}
}

calls := watch.calls("config", {
	"DeleteDeliveryChannel",
	"PutConfigurationRecorder",
	"PutDeliveryChannel",
	"StopConfigurationRecorder",
})
