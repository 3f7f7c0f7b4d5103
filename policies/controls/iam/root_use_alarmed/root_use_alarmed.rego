# METADATA
# title: Somebody hears when the root user is used
# description: >-
#   The root user may do everything and no policy of the account binds it; its use is an emergency or an attack. A
#   metric filter on a multi-Region trail with an alarm that can tell an SNS topic counts.
# custom:
#   resource: Kansa::Account
#   severity: high
#   theme: monitoring
#   live_only: true
#   messages:
#     unheard: "nobody hears of: {events}"
#   remediation: >-
#     Send a multi-Region trail with global service events to CloudWatch Logs, with a metric filter for
#     userIdentity.type Root and an alarm on an SNS topic.
#   ja:
#     title: ルートユーザーの使用は通知されている
#     description: ルートユーザーはアカウントのポリシーに縛られず、すべての操作ができる。その使用は緊急時か攻撃である。マルチリージョン証跡のメトリクスフィルターとアラームで判断する。
#     messages:
#       unheard: 次のイベントは誰にも通知されない：{events}
#     remediation: マルチリージョン証跡のロググループに、userIdentity.type が Root のメトリクスフィルターと SNS に通知するアラームを設ける。
package controls.iam.root_use_alarmed

import data.lib.trail
import data.lib.watch

violation contains {"code": "unheard", "args": {"events": events}, "evidence": watch.evidence} if {
	events := watch.unheard(trail.account_wide, [], events_of_the_kind)
	events != ""
}

# What AWS does in the name of the root user is no use of it: filters may leave it out.
events_of_the_kind := {
	"a call": {"$.userIdentity.type": "Root", "$.eventType": "AwsApiCall"},
	"a sign-in": {"$.userIdentity.type": "Root", "$.eventType": "AwsConsoleSignIn"},
}
