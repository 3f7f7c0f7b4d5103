# METADATA
# title: Somebody hears of changes to guardrails and to the invocation log
# description: >-
#   A guardrail that is weakened or an invocation log that is switched off leaves every later prompt unguarded and
#   unrecorded, and nothing else shows it. An alarm counts that can tell an SNS topic, or a rule of EventBridge with a
#   target.
# custom:
#   resource: Kansa::Region
#   severity: high
#   theme: monitoring
#   live_only: true
#   messages:
#     unheard: "nobody hears of: {events}"
#   remediation: >-
#     Send the trail to CloudWatch Logs with a metric filter for these events and an alarm on an SNS topic, or create
#     an EventBridge rule for source aws.bedrock with a target, in every region.
#   ja:
#     title: ガードレールと呼び出しログの変更は通知されている
#     description: ガードレールが弱められ、または呼び出しログが止められると、以後のプロンプトは保護も記録もされず、他に兆候は現れない。
#     messages:
#       unheard: 次のイベントは誰にも通知されない：{events}
#     remediation: 証跡のロググループにメトリクスフィルターと SNS に通知するアラームを設けるか、各リージョンに EventBridge ルールを作成する。
package controls.bedrock.protection_changes_alarmed

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

calls := watch.calls("bedrock", {
	"DeleteGuardrail",
	"DeleteModelInvocationLoggingConfiguration",
	"PutModelInvocationLoggingConfiguration",
	"UpdateGuardrail",
})
