# METADATA
# title: Somebody hears of changes to IAM policies
# description: >-
#   Who gives himself a right over models and data does so by one call. An alarm counts that can tell an SNS topic, on a
#   multi-Region trail with global events. IAM's events reach EventBridge in us-east-1 only: a rule counts there, and
#   is looked for there whatever regions are scanned.
# custom:
#   resource: Kansa::Account
#   severity: medium
#   theme: monitoring
#   live_only: true
#   messages:
#     unheard: "nobody hears of: {events}"
#   remediation: >-
#     Send a multi-Region trail with global service events to CloudWatch Logs, with a metric filter for these events and
#     an alarm on an SNS topic.
#   ja:
#     title: IAM ポリシーの変更は通知されている
#     description: モデルやデータへの権限は、一回の呼び出しで自らに付与できる。SNS に通知するアラームか、IAM のイベントが届く us-east-1 の EventBridge ルールで判断する。
#     messages:
#       unheard: 次のイベントは誰にも通知されない：{events}
#     remediation: グローバルサービスのイベントを含むマルチリージョン証跡を CloudWatch Logs に送り、メトリクスフィルターと SNS に通知するアラームを設ける。
package controls.iam.policy_changes_alarmed

import data.lib.trail
import data.lib.watch

violation contains {
	"code": "unheard",
	"args": {"events": events},
	"evidence": array.concat(["/refs/eventRules"], watch.evidence),
} if {
	events := watch.unheard(trail.account_wide, home_rules, calls)
	events != ""
}

# Where IAM's events arrive, in each partition.
home_rules := [rule |
	some rule in input.refs.eventRules
	rule.region in {"us-east-1", "cn-north-1", "us-gov-west-1"}
]

calls := watch.calls("iam", {
	"AttachGroupPolicy",
	"AttachRolePolicy",
	"AttachUserPolicy",
	"CreatePolicy",
	"CreatePolicyVersion",
	"DeleteGroupPolicy",
	"DeletePolicy",
	"DeletePolicyVersion",
	"DeleteRolePolicy",
	"DeleteUserPolicy",
	"DetachGroupPolicy",
	"DetachRolePolicy",
	"DetachUserPolicy",
	"PutGroupPolicy",
	"PutRolePolicy",
	"PutUserPolicy",
})
