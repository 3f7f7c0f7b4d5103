# METADATA
# title: Scheduled monitoring runs without a network
# description: >-
#   What a schedule starts reads captured requests and predictions, whether its job is written into the schedule or
#   stands in a job definition. Without isolation the container can send them anywhere.
# custom:
#   resource: AWS::SageMaker::MonitoringSchedule
#   severity: medium
#   theme: network
#   messages:
#     open: network isolation is off in the job that the schedule holds
#     open_definition: network isolation is off in the job definition {definition}
#     definition_gone: the job definition {definition} does not exist
#     unsaid: the schedule says neither what it runs nor in which job definition that stands
#   remediation: >-
#     Set NetworkConfig.EnableNetworkIsolation to true in the job, or let the schedule use a job definition that does.
#   ja:
#     title: スケジュールされたモニタリングはネットワークから分離されている
#     description: スケジュールが起動するジョブは、記録された要求と予測結果を読み取る。分離がなければコンテナがデータを外部へ送信できる。定義が別にある場合はその内容で判断する。
#     messages:
#       open: スケジュール内のジョブで、ネットワーク分離が無効である
#       open_definition: ジョブ定義 {definition} で、ネットワーク分離が無効である
#       definition_gone: ジョブ定義 {definition} が存在しない
#       unsaid: 実行内容もジョブ定義も示されていない
#     remediation: ジョブの NetworkConfig.EnableNetworkIsolation を true とするか、そのように設定されたジョブ定義へ切り替える。
package controls.sagemaker.monitoring_schedule_network_isolation

import data.lib.monitoring_schedule

violation contains {
	"code": "open",
	"evidence": [monitoring_schedule.definition_name, monitoring_schedule.inline(flag)],
} if {
	monitoring_schedule.is_inline
	not monitoring_schedule.is_on_inline(flag)
}

violation contains {
	"code": "open_definition",
	"args": {"definition": monitoring_schedule.named},
	"evidence": array.concat(
		monitoring_schedule.reference,
		monitoring_schedule.pointers(relation, ["id", concat("/", ["properties/NetworkConfig", flag])]),
	),
} if {
	some relation in monitoring_schedule.relations
	monitoring_schedule.exists(relation)
	not monitoring_schedule.is_on(relation, flag)
}

violation contains {
	"code": "definition_gone",
	"args": {"definition": monitoring_schedule.named},
	"evidence": array.concat(monitoring_schedule.reference, monitoring_schedule.pointers(relation, ["id"])),
} if {
	some relation in monitoring_schedule.relations
	not monitoring_schedule.exists(relation)
}

violation contains {"code": "unsaid", "evidence": ["/resource/properties/MonitoringScheduleConfig"]} if {
	monitoring_schedule.is_unsaid
}

flag := "EnableNetworkIsolation"
