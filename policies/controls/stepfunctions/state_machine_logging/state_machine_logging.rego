# METADATA
# title: State machines log their executions
# description: >-
#   An approval or retraining that no log tells of cannot be shown to an auditor once its history has expired.
# custom:
#   resource: AWS::StepFunctions::StateMachine
#   severity: medium
#   theme: audit
#   messages:
#     level: errors are not logged, the level is {level}
#     destination: its logs go nowhere
#   remediation: Set loggingConfiguration to the level ALL or ERROR with a log group (UpdateStateMachine).
#   ja:
#     title: ステートマシンは実行をログに記録している
#     description: ログに残らない承認や再学習は、実行履歴の保持期間を過ぎると監査人に示すことができない。
#     messages:
#       level: エラーが記録されていない（レベルは {level}）
#       destination: ログの出力先がない
#     remediation: loggingConfiguration のレベルを ALL または ERROR とし、ロググループを指定する（UpdateStateMachine）。
package controls.stepfunctions.state_machine_logging

violation contains {
	"code": "level",
	"args": {"level": level},
	"evidence": ["/resource/properties/LoggingConfiguration/Level"],
} if {
	not level in {"ALL", "ERROR"}
}

violation contains {
	"code": "destination",
	"evidence": ["/resource/properties/LoggingConfiguration/Destinations"],
} if {
	not has_destination
}

has_destination if {
	some destination in input.resource.properties.LoggingConfiguration.Destinations
	destination.CloudWatchLogsLogGroup.LogGroupArn
}

# AWS's default.
default level := "OFF"

level := input.resource.properties.LoggingConfiguration.Level
