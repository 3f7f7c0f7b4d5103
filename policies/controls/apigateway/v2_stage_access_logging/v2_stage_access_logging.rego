# METADATA
# title: Stages of HTTP and WebSocket APIs log who calls
# description: Without an access log nobody can say who asked a model through the front door, and when.
# custom:
#   resource: AWS::ApiGatewayV2::Stage
#   severity: medium
#   theme: audit
#   messages:
#     none: access logs go nowhere
#   remediation: Set AccessLogSettings of the stage to a log group, with a format (UpdateStage).
#   ja:
#     title: HTTP API と WebSocket API のステージはアクセスログを記録している
#     description: アクセスログがなければ、誰がいつ API を通じてモデルを利用したかを示すことができない。
#     messages:
#       none: アクセスログの出力先がない
#     remediation: ステージの AccessLogSettings にロググループと書式を指定する（UpdateStage）。
package controls.apigateway.v2_stage_access_logging

violation contains {"code": "none", "evidence": ["/resource/properties/AccessLogSettings/DestinationArn"]} if {
	not input.resource.properties.AccessLogSettings.DestinationArn
}
