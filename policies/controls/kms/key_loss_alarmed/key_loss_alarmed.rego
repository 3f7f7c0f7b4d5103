# METADATA
# title: Somebody hears of keys being disabled or deleted
# description: >-
#   With its key a model, a data set or an audit log is lost. Between the schedule of a deletion and the deletion
#   there are days in which it can be cancelled, if anybody knows. An alarm counts that can tell an SNS topic, or a
#   rule of EventBridge with a target.
# custom:
#   resource: Kansa::Region
#   severity: high
#   theme: monitoring
#   live_only: true
#   messages:
#     unheard: "nobody hears of: {events}"
#   remediation: >-
#     Send the trail to CloudWatch Logs with a metric filter for these events and an alarm on an SNS topic, or create
#     an EventBridge rule for source aws.kms with a target, in every region.
#   ja:
#     title: キーの無効化と削除予約は通知されている
#     description: キーを失えば、モデルやデータ、監査ログも失われる。削除予約から削除までの間に気づけば取り消せる。
#     messages:
#       unheard: 次のイベントは誰にも通知されない：{events}
#     remediation: 証跡のロググループにメトリクスフィルターと SNS に通知するアラームを設けるか、各リージョンに EventBridge ルールを作成する。
package controls.kms.key_loss_alarmed

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

calls := watch.calls("kms", {"DisableKey", "ScheduleKeyDeletion"})
