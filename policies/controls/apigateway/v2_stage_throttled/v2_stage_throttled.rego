# METADATA
# title: Stages of HTTP and WebSocket APIs limit the rate of requests
# description: >-
#   A stage without a limit of its own lets one caller spend the account's quota, and the money for its models. A limit
#   at the quota that AWS gives every account, 10000 a second, limits nothing. The settings of a route take the place of
#   the stage's.
# custom:
#   resource: AWS::ApiGatewayV2::Stage
#   severity: medium
#   theme: cost
#   messages:
#     stage: no rate limit below the account's quota holds for routes without settings of their own
#     route: no rate limit below the account's quota holds for the route {route}
#   remediation: >-
#     Set ThrottlingRateLimit to what the models behind it can bear, in the default route settings and in those of each
#     route (UpdateStage).
#   ja:
#     title: HTTP API と WebSocket API のステージはリクエストのレートを制限している
#     description: 独自の上限がないステージでは、一人の呼び出し元がクォータとモデルの費用を使い切ることができる。AWS の既定クォータ（毎秒 10000 件）以上の上限は制限にならない。ルートの設定は既定に優先する。
#     messages:
#       stage: 個別設定のないルートに対して、アカウントのクォータを下回るレート制限がない
#       route: ルート {route} に対して、アカウントのクォータを下回るレート制限がない
#     remediation: 既定および各ルートのルート設定の ThrottlingRateLimit を、API の背後のモデルが耐えられる値とする（UpdateStage）。
package controls.apigateway.v2_stage_throttled

import data.lib.evidence

violation contains {
	"code": "stage",
	"evidence": ["/resource/properties/DefaultRouteSettings/ThrottlingRateLimit"],
} if {
	not is_limited
}

# Settings of a route that name no rate leave it without one.
violation contains {
	"code": "route",
	"args": {"route": key},
	"evidence": [evidence.at(["resource", "properties", "RouteSettings", key])],
} if {
	some key, settings in input.resource.properties.RouteSettings
	not limited(settings)
}

is_limited if limited(input.resource.properties.DefaultRouteSettings)

limited(settings) if settings.ThrottlingRateLimit < 10000
