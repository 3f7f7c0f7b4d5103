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
#   remediation: >-
#     Create an anomaly monitor with dimension SERVICE, and a subscription to it with an SNS topic or an address that is
#     confirmed.
#   ja:
#     title: サービスの異常なコストは検知され通知されている
#     description: 盗まれたキーは、月次のしきい値に達する前にモデルの呼び出しに使われる。全サービスのコスト異常検出で一日以内に検知できるが、拒否した購読者には通知されない。
#     messages:
#       none: 全サービスを対象とする異常モニターがない
#       untold: 全サービスのモニターの検知結果を受け取る確認済みの購読者がいない
#     remediation: ディメンションを SERVICE とする異常モニターを作成し、SNS トピックまたは確認済みのアドレスによるサブスクリプションを設定する。
package controls.ce.anomaly_monitor

violation contains {"code": "none", "evidence": ["/refs/anomalyMonitors"]} if count(watching) == 0

violation contains {"code": "untold", "evidence": ["/refs/anomalyMonitors", "/refs/anomalySubscriptions"]} if {
	count(watching) > 0
	not is_told
}

watching contains monitor.id if {
	some monitor in input.refs.anomalyMonitors
	monitor.properties.MonitorType == "DIMENSIONAL"
	monitor.properties.MonitorDimension == "SERVICE"
}

is_told if {
	some subscription in input.refs.anomalySubscriptions
	some monitor in subscription.properties.MonitorArnList
	monitor in watching
	some subscriber in subscription.properties.Subscribers

	# AWS says CONFIRMED or DECLINED.
	object.get(subscriber, "Status", "CONFIRMED") == "CONFIRMED"
}
