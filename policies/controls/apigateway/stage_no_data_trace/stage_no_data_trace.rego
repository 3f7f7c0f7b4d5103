# METADATA
# title: Stages of REST APIs do not log requests and responses in full
# description: >-
#   Data tracing writes whole prompts and answers into logs, which more people read than the application. Settings of a
#   single method count as those of all methods do.
# custom:
#   resource: AWS::ApiGateway::Stage
#   severity: high
#   theme: pii
#   messages:
#     traced: data tracing is on for {method} {path}
#   remediation: Set dataTraceEnabled of the stage's method settings to false (UpdateStage).
#   ja:
#     title: REST API のステージはリクエストとレスポンスの全文をログに記録しない
#     description: データトレースはプロンプトと回答の全文をログに書き込み、アプリケーションより多くの者がそれを読める。個別メソッドの設定も、全メソッドの設定と同様に評価する。
#     messages:
#       traced: "{method} {path} でデータトレースが有効である"
#     remediation: ステージのメソッド設定の dataTraceEnabled を false とする（UpdateStage）。
package controls.apigateway.stage_no_data_trace

import data.lib.evidence

violation contains {
	"code": "traced",
	"args": {"method": setting.HttpMethod, "path": setting.ResourcePath},
	"evidence": [evidence.at(["resource", "properties", "MethodSettings", index])],
} if {
	some index, setting in input.resource.properties.MethodSettings
	setting.DataTraceEnabled == true

	# A trace is part of the execution log, which OFF turns off.
	# https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
	object.get(setting, "LoggingLevel", "INFO") != "OFF"
}
