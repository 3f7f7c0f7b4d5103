# METADATA
# title: Stages of public REST APIs stand behind a web ACL
# description: >-
#   A public front door without a firewall lets floods and known attacks reach the models. Private APIs are out of
#   scope.
# custom:
#   resource: AWS::ApiGateway::Stage
#   severity: medium
#   theme: network
#   live_only: true
#   messages:
#     none: no web ACL is associated
#   remediation: Associate a web ACL of AWS WAF with the stage (AssociateWebACL).
#   ja:
#     title: 公開 REST API のステージに Web ACL が関連付けられている
#     description: ファイアウォールのない公開 API では、大量のリクエストや既知の攻撃がモデルにまで達する。プライベート API は対象外とする。
#     messages:
#       none: Web ACL が関連付けられていない
#     remediation: AWS WAF の Web ACL をステージに関連付ける（AssociateWebACL）。
package controls.apigateway.stage_waf

default applies := true

applies := false if input.refs.api.properties.EndpointConfiguration.Types == ["PRIVATE"]

violation contains {"code": "none", "evidence": ["/resource/runtime/WebAclArn"]} if {
	not input.resource.runtime.WebAclArn
}
