# METADATA
# title: Trails deliver what they record
# description: >-
#   A trail that logs and cannot deliver, for the bucket or the key refuses it, looks enabled and keeps nothing. A trail
#   that does not log at all is cloudtrail/multi_region_trail's concern.
# custom:
#   resource: AWS::CloudTrail::Trail
#   severity: high
#   theme: audit
#   live_only: true
#   messages:
#     files: log files cannot be delivered ({error})
#     digests: digests cannot be delivered ({error})
#     log_group: events cannot be delivered to CloudWatch Logs ({error})
#   remediation: >-
#     Let the bucket policy, the key policy and the role of the log group admit cloudtrail.amazonaws.com for this trail.
#   ja:
#     title: 証跡の配信に失敗していない
#     description: バケットやキーに拒否されて配信できない証跡は、有効に見えても何も残さない。記録自体を停止した証跡は cloudtrail/multi_region_trail で判定する。
#     messages:
#       files: ログファイルを配信できていない（{error}）
#       digests: ダイジェストを配信できていない（{error}）
#       log_group: CloudWatch Logs に配信できていない（{error}）
#     remediation: バケットポリシー、キーポリシー、ロググループのロールで、この証跡に対する cloudtrail.amazonaws.com を許可する。
package controls.cloudtrail.delivery_healthy

applies if input.resource.properties.IsLogging == true

violation contains {
	"code": "files",
	"args": {"error": error},
	"evidence": ["/resource/runtime/LatestDeliveryError"],
} if {
	error := input.resource.runtime.LatestDeliveryError
	error != ""
}

violation contains {
	"code": "digests",
	"args": {"error": error},
	"evidence": ["/resource/runtime/LatestDigestDeliveryError"],
} if {
	error := input.resource.runtime.LatestDigestDeliveryError
	error != ""
}

violation contains {
	"code": "log_group",
	"args": {"error": error},
	"evidence": ["/resource/runtime/LatestCloudWatchLogsDeliveryError"],
} if {
	error := input.resource.runtime.LatestCloudWatchLogsDeliveryError
	error != ""
}
