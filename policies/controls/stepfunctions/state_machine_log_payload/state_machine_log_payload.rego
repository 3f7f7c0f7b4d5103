# METADATA
# title: Logs of state machines leave out what was processed
# description: >-
#   With execution data in the logs, prompts, answers and records of persons are copied to a log group that other
#   people read and other periods of retention rule.
# custom:
#   resource: AWS::StepFunctions::StateMachine
#   severity: high
#   theme: pii
#   messages:
#     payload: input and output of its executions are logged
#   remediation: Set includeExecutionData of loggingConfiguration to false (UpdateStateMachine).
#   ja:
#     title: ステートマシンのログに処理対象のデータが含まれていない
#     description: 実行データを記録すると、プロンプト、回答、個人の記録が、閲覧者も保持期間も異なるロググループへ複製される。
#     messages:
#       payload: 実行の入出力がログに記録されている
#     remediation: loggingConfiguration の includeExecutionData を false とする（UpdateStateMachine）。
package controls.stepfunctions.state_machine_log_payload

violation contains {
	"code": "payload",
	"evidence": [
		"/resource/properties/LoggingConfiguration/IncludeExecutionData",
		"/resource/properties/LoggingConfiguration/Level",
	],
} if {
	input.resource.properties.LoggingConfiguration.IncludeExecutionData == true
	input.resource.properties.LoggingConfiguration.Level != "OFF"
}
