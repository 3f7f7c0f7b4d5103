# METADATA
# title: Scheduled monitoring encrypts the traffic between its containers
# description: >-
#   What a schedule starts reads captured requests and predictions, whether its job is written into the schedule or
#   stands in a job definition. On several instances they pass from one to the other, in the clear unless told
#   otherwise.
# custom:
#   resource: AWS::SageMaker::MonitoringSchedule
#   severity: medium
#   theme: encryption
#   messages:
#     open: traffic between containers is not encrypted in the job that the schedule holds
#     open_definition: traffic between containers is not encrypted in the job definition {definition}
#     definition_gone: the job definition {definition} does not exist
#     unsaid: the schedule says neither what it runs nor in which job definition that stands
#   remediation: >-
#     Set NetworkConfig.EnableInterContainerTrafficEncryption to true in the job, or let the schedule use a job
#     definition that does.
#   ja:
#     title: スケジュールされたモニタリングはコンテナ間の通信を暗号化している
#     description: スケジュールが起動するジョブは、記録された要求と予測結果を読み取る。既定ではインスタンス間の通信は暗号化されない。定義が別にある場合はその内容で判断する。
#     messages:
#       open: スケジュール内のジョブで、コンテナ間の通信が暗号化されていない
#       open_definition: ジョブ定義 {definition} で、コンテナ間の通信が暗号化されていない
#       definition_gone: ジョブ定義 {definition} が存在しない
#       unsaid: 実行内容もジョブ定義も示されていない
#     remediation: ジョブの NetworkConfig.EnableInterContainerTrafficEncryption を true とするか、そのように設定されたジョブ定義へ切り替える。
package controls.sagemaker.monitoring_schedule_traffic_encryption

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

flag := "EnableInterContainerTrafficEncryption"
