# METADATA
# title: Somebody hears of calls that were refused
# description: >-
#   A stolen key or a curious principal tries what it may do, and is refused many times before it succeeds. A metric
#   filter on a multi-Region trail with an alarm that can tell an SNS topic counts.
# custom:
#   resource: Kansa::Account
#   severity: medium
#   theme: monitoring
#   live_only: true
#   messages:
#     unheard: "nobody hears of: {events}"
#   remediation: >-
#     Send a multi-Region trail to CloudWatch Logs, with a metric filter for errorCode *UnauthorizedOperation and
#     AccessDenied* and an alarm on an SNS topic.
#   ja:
#     title: 拒否された API 呼び出しは通知されている
#     description: 盗まれたキーや権限を探る者は、成功する前に何度も拒否される。マルチリージョン証跡のメトリクスフィルターと、SNS に通知できるアラームで判断する。
#     messages:
#       unheard: 次のイベントは誰にも通知されない：{events}
#     remediation: マルチリージョン証跡のロググループに、*UnauthorizedOperation と AccessDenied* のメトリクスフィルターとアラームを設ける。
package controls.iam.unauthorized_calls_alarmed

import data.lib.trail
import data.lib.watch

violation contains {"code": "unheard", "args": {"events": events}, "evidence": watch.evidence} if {
	events := watch.unheard_often(trail.account_wide, events_of_the_kind)
	events != ""
}

# Filters may leave out what is refused all day long, e.g. HeadBucket.
events_of_the_kind[code] := {
	"$.errorCode": code,
	"$.eventName": "InvokeModel",
	"$.sourceIPAddress": "203.0.113.7",
} if {
	some code in ["AccessDenied", "AccessDeniedException", "Client.UnauthorizedOperation"]
}
