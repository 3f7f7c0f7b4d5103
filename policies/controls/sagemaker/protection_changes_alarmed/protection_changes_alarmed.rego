# METADATA
# title: Somebody hears when model monitoring stops or a version is deleted
# description: >-
#   A schedule that was stopped sees no drift, and a version that was deleted takes the evidence of its approval
#   along. An alarm counts that can tell an SNS topic, or a rule of EventBridge with a target.
# custom:
#   resource: Kansa::Region
#   severity: medium
#   theme: monitoring
#   live_only: true
#   messages:
#     unheard: "nobody hears of: {events}"
#   remediation: >-
#     Send the trail to CloudWatch Logs with a metric filter for these events and an alarm on an SNS topic, or create
#     an EventBridge rule for source aws.sagemaker with a target, in every region.
#   ja:
#     title: モデル監視の停止とバージョンの削除は通知されている
#     description: 停止した監視スケジュールはドリフトを検知できず、削除されたバージョンの承認の証跡は失われる。
#     messages:
#       unheard: 次のイベントは誰にも通知されない：{events}
#     remediation: 証跡のロググループにメトリクスフィルターと SNS に通知するアラームを設けるか、各リージョンに EventBridge ルールを作成する。
package controls.sagemaker.protection_changes_alarmed

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

calls := watch.calls("sagemaker", {"DeleteModelPackage", "DeleteMonitoringSchedule", "StopMonitoringSchedule"})
