# METADATA
# title: Stages of WebSocket APIs do not log messages in full
# description: >-
#   Data tracing writes whole prompts and answers into logs, which more people read than the application. HTTP APIs have
#   none. The settings of a route take the place of the stage's.
# custom:
#   resource: AWS::ApiGatewayV2::Stage
#   severity: high
#   theme: pii
#   messages:
#     stage: data tracing is on for all routes without settings of their own
#     route: data tracing is on for the route {route}
#   remediation: Turn dataTraceEnabled off in the default route settings and in those of each route (UpdateStage).
#   ja:
#     title: WebSocket API のステージはメッセージの全文をログに記録していない
#     description: データトレースは、プロンプトと回答の全文を、アプリケーションより多くの者が閲覧するログに書き込む。HTTP API にこの機能はない。個別のルート設定はステージの既定に優先する。
#     messages:
#       stage: 個別設定のない全ルートでデータトレースが有効である
#       route: ルート {route} でデータトレースが有効である
#     remediation: 既定および各ルートのルート設定で dataTraceEnabled を無効にする（UpdateStage）。
package controls.apigateway.v2_stage_no_data_trace

import data.lib.evidence

violation contains {"code": "stage", "evidence": ["/resource/properties/DefaultRouteSettings/DataTraceEnabled"]} if {
	input.resource.properties.DefaultRouteSettings.DataTraceEnabled == true
}

violation contains {
	"code": "route",
	"args": {"route": key},
	"evidence": [evidence.at(["resource", "properties", "RouteSettings", key])],
} if {
	some key, settings in input.resource.properties.RouteSettings
	settings.DataTraceEnabled == true
}
