# METADATA
# title: Audit logs of clusters are kept for the required years
# description: >-
#   EKS writes the audit log into a log group of a fixed name. One that expires early cannot answer an audit, and none
#   keeps nothing.
# custom:
#   resource: AWS::EKS::Cluster
#   severity: high
#   theme: audit
#   live_only: true
#   messages:
#     short: the log group {group} keeps its events for {days} days only
#     gone: the log group {group} does not exist, so the audit log is kept nowhere
#   remediation: >-
#     Set the retention of the log group to the required period or to never expire.
#   ja:
#     title: クラスターの監査ログは必要な年数にわたり保管されている
#     description: EKS は監査ログを決まった名前のロググループに出力する。期限前に削除されるログは監査に耐えず、ロググループがなければ何も残らない。
#     messages:
#       short: ロググループ {group} の保管期間は {days} 日しかない
#       gone: ロググループ {group} が存在せず、監査ログは保管されていない
#     remediation: ロググループの保管期間を所定の年数以上または無期限とする。
package controls.eks.audit_log_retention

# Whether the audit log is written at all is asked by eks/control_plane_logs.
applies if {
	some entry in input.resource.properties.Logging.ClusterLogging.EnabledTypes
	entry.Type == "audit"
}

# No retention at all means that CloudWatch Logs keeps the events for ever. A year has 365 days there.
violation contains {
	"code": "short",
	"args": {"group": group, "days": text_of(days)},
	"evidence": [
		log_group_name,
		"/refs/logGroup/properties/RetentionInDays",
		"/params/retention/cluster_audit_log_years",
	],
} if {
	group := input.resource.runtime.LogGroupName
	days := input.refs.logGroup.properties.RetentionInDays
	not is_enough(days)
}

violation contains {
	"code": "gone",
	"args": {"group": group},
	"evidence": [log_group_name, "/refs/logGroup"],
} if {
	group := input.resource.runtime.LogGroupName
	not input.refs.logGroup.id
}

is_enough(days) if {
	is_number(days)
	days >= input.params.retention.cluster_audit_log_years * 365
}

text_of(days) := format_int(days, 10) if is_number(days)

text_of(days) := "?" if not is_number(days)

log_group_name := "/resource/runtime/LogGroupName"
