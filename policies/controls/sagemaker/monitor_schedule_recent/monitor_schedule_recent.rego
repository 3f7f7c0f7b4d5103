# METADATA
# title: Monitoring has run within its last two periods
# description: >-
#   A schedule that exists watches nothing when its jobs fail or no longer start. The newest execution has to be
#   complete and no older than twice the time between two executions.
# custom:
#   resource: AWS::SageMaker::MonitoringSchedule
#   severity: high
#   theme: monitoring
#   live_only: true
#   messages:
#     not_scheduled: the status of the schedule is {status}
#     failed: the newest execution that ended is {status}
#     stale: no execution of the last two periods is complete
#   remediation: >-
#     Read the failure reason of the newest execution, mend its role, input or baseline, and start the schedule anew.
#   ja:
#     title: モニタリングは直近の二周期以内に正常に実行されている
#     description: スケジュールが存在しても、ジョブが失敗または停止していれば監視は行われない。最新の実行が完了し、実行間隔の二倍以内である必要がある。
#     messages:
#       not_scheduled: スケジュールの状態が {status} である
#       failed: 終了した最新の実行の状態が {status} である
#       stale: 直近の二周期に完了した実行がない
#     remediation: 最新の実行の失敗理由を確認し、ロール、入力、ベースラインを修正したうえで、スケジュールを再開する。
package controls.sagemaker.monitor_schedule_recent

# NOW runs once. A young schedule may not have had its turn yet.
applies if {
	not runs_once
	not is_young
}

violation contains {"code": "not_scheduled", "args": {"status": status}, "evidence": [status_pointer]} if {
	status != "Scheduled"
}

violation contains {
	"code": "failed",
	"args": {"status": ended[0].MonitoringExecutionStatus},
	"evidence": ["/resource/runtime/Executions"],
} if {
	not ended[0].MonitoringExecutionStatus in complete
}

violation contains {
	"code": "stale",
	"evidence": ["/resource/runtime/Executions", "/resource/runtime/PeriodMilliseconds", "/now"],
} if {
	count(recent) == 0
}

# Newest first (docs/facts.md); those that still run say nothing yet.
ended := [execution |
	some execution in input.resource.runtime.Executions
	not execution.MonitoringExecutionStatus in {"Pending", "InProgress", "Stopping"}
]

recent := [execution |
	some execution in ended
	execution.MonitoringExecutionStatus in complete
	execution.ScheduledTime >= input.now - (2 * input.resource.runtime.PeriodMilliseconds)
]

complete := {"Completed", "CompletedWithViolations"}

runs_once if input.resource.properties.MonitoringScheduleConfig.ScheduleConfig.ScheduleExpression == "NOW"

is_young if input.resource.runtime.CreationTime > input.now - (2 * input.resource.runtime.PeriodMilliseconds)

default status := "?"

status := input.resource.runtime.MonitoringScheduleStatus

status_pointer := "/resource/runtime/MonitoringScheduleStatus"
