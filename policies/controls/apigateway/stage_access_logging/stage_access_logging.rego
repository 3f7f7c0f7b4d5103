# METADATA
# title: Stages of REST APIs log who calls
# description: Without an access log nobody can say who asked a model through the front door, and when.
# custom:
#   resource: AWS::ApiGateway::Stage
#   severity: medium
#   theme: audit
#   messages:
#     none: access logs go nowhere
#   remediation: Set accessLogSettings of the stage to a log group or a Firehose stream, with a format (UpdateStage).
#   ja:
#     title: REST API のステージはアクセスログを記録している
#     description: アクセスログがなければ、誰がいつ API を通じてモデルを利用したかを示すことができない。
#     messages:
#       none: アクセスログの出力先がない
#     remediation: ステージの accessLogSettings にロググループまたは Firehose ストリームと書式を指定する（UpdateStage）。
package controls.apigateway.stage_access_logging

violation contains {"code": "none", "evidence": ["/resource/properties/AccessLogSetting/DestinationArn"]} if {
	not input.resource.properties.AccessLogSetting.DestinationArn
}
