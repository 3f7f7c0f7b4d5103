# METADATA
# title: Every endpoint that answers requests is monitored
# description: >-
#   Drift shows only where requests are captured and a schedule looks at them. One schedule somewhere in the region
#   says nothing of the other endpoints. Serverless endpoints, which AWS cannot monitor, are not judged.
# custom:
#   resource: AWS::SageMaker::Endpoint
#   severity: high
#   theme: monitoring
#   live_only: true
#   messages:
#     no_capture: its requests and answers are not captured
#     capture_stopped: the capture of its requests is {status}
#     no_schedule: no monitoring schedule that is in force names it
#   remediation: >-
#     Turn on data capture in its endpoint configuration and create a monitoring schedule for it
#     (CreateMonitoringSchedule).
#   ja:
#     title: 稼働中のエンドポイントはすべて監視されている
#     description: ドリフトは、要求を記録しスケジュールで検査して初めて検知できる。リージョン内に一つあるスケジュールは他のエンドポイントを監視しない。サーバーレスは対象外である。
#     messages:
#       no_capture: 要求と応答のデータキャプチャが有効になっていない
#       capture_stopped: データキャプチャの状態が {status} である
#       no_schedule: このエンドポイントを対象とする有効なモニタリングスケジュールがない
#     remediation: エンドポイント設定でデータキャプチャを有効にし、モニタリングスケジュールを作成する（CreateMonitoringSchedule）。
package controls.sagemaker.endpoint_monitored

import data.lib.endpoint

applies if {
	input.resource.runtime.EndpointStatus == "InService"
	not endpoint.is_serverless
}

violation contains {"code": "no_capture", "evidence": ["/resource/runtime/DataCaptureConfig/EnableCapture"]} if {
	not input.resource.runtime.DataCaptureConfig.EnableCapture == true
}

violation contains {
	"code": "capture_stopped",
	"args": {"status": input.resource.runtime.DataCaptureConfig.CaptureStatus},
	"evidence": ["/resource/runtime/DataCaptureConfig/CaptureStatus"],
} if {
	input.resource.runtime.DataCaptureConfig.CaptureStatus != "Started"
}

violation contains {"code": "no_schedule", "evidence": ["/refs/schedules"]} if not some_schedule

some_schedule if {
	some schedule in input.refs.schedules
	schedule.runtime.MonitoringScheduleStatus == "Scheduled"
}
