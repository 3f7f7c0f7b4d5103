# METADATA
# title: Unusual cost of any service is found and told
# description: >-
#   A stolen key spends on models first, below every monthly threshold. Cost Anomaly Detection with a monitor of all
#   services finds it within a day; a subscriber who declined hears nothing of it.
# custom:
#   resource: Kansa::Account
#   severity: medium
#   theme: cost
#   live_only: true
#   messages:
#     none: no anomaly monitor watches all services
#     untold: no confirmed subscriber is told of what the monitor of all services finds
#     too_late: nobody is told before an anomaly has cost more than {allowed} USD
#   remediation: >-
#     Create an anomaly monitor with dimension SERVICE, and a subscription to it with an SNS topic or an address that is
#     confirmed, whose threshold is within what the organisation allows.
#   ja:
#     title: サービスの異常なコストは検知され通知されている
#     description: 盗まれたキーは、月次のしきい値に達する前にモデルの呼び出しに使われる。全サービスのコスト異常検出で一日以内に検知できるが、拒否した購読者には通知されない。
#     messages:
#       none: 全サービスを対象とする異常モニターがない
#       untold: 全サービスのモニターの検知結果を受け取る確認済みの購読者がいない
#       too_late: 異常によるコストが {allowed} 米ドルを超えるまで、誰にも通知されない
#     remediation: >-
#       ディメンションを SERVICE とする異常モニターを作成し、SNS トピックまたは確認済みのアドレスによるサブスクリプションを設定する。
#       しきい値は組織の上限以内とする。
package controls.ce.anomaly_monitor

violation contains {"code": "none", "evidence": ["/refs/anomalyMonitors"]} if count(watching) == 0

violation contains {"code": "untold", "evidence": ["/refs/anomalyMonitors", "/refs/anomalySubscriptions"]} if {
	count(watching) > 0
	count(listening) == 0
}

violation contains {
	"code": "too_late",
	"args": {"allowed": format_int(input.params.cost.anomaly_impact_usd, 10)},
	"evidence": ["/refs/anomalyMonitors", "/refs/anomalySubscriptions", "/params/cost/anomaly_impact_usd"],
} if {
	count(listening) > 0
	not is_told_in_time
}

watching contains monitor.id if {
	some monitor in input.refs.anomalyMonitors
	monitor.properties.MonitorType == "DIMENSIONAL"
	monitor.properties.MonitorDimension == "SERVICE"
}

listening contains subscription if {
	some subscription in input.refs.anomalySubscriptions
	some monitor in subscription.properties.MonitorArnList
	monitor in watching
	some subscriber in subscription.properties.Subscribers

	# AWS says CONFIRMED or DECLINED.
	object.get(subscriber, "Status", "CONFIRMED") == "CONFIRMED"
}

# How many percent besides is not judged: of what nobody used before any cost is many times the usual.
is_told_in_time if {
	some subscription in listening
	some demand in subscription.runtime.Demands
	object.get(demand, "Absolute", 0) <= input.params.cost.anomaly_impact_usd
}
