# METADATA
# title: Stages of REST APIs limit the rate of requests
# description: >-
#   A stage without a limit of its own lets one caller spend the account's quota, and the money for its models. A
#   limit at the quota that AWS gives every account, 10000 a second, limits nothing.
# custom:
#   resource: AWS::ApiGateway::Stage
#   severity: medium
#   theme: cost
#   messages:
#     none: no rate limit below the account's quota holds for all methods
#     method: no rate limit below the account's quota holds for {method} {path}
#   remediation: Set throttlingRateLimit of the method settings to what the models behind it can bear (UpdateStage).
#   ja:
#     title: REST API のステージはリクエストのレートを制限している
#     description: 独自の上限がないステージでは、一人の呼び出し元がアカウントのクォータとモデルの費用を使い切ることができる。AWS の既定クォータ（毎秒 10000 件）以上の上限は制限にならない。
#     messages:
#       none: 全メソッドに対して、アカウントのクォータを下回るレート制限がない
#       method: "{method} {path} に対して、アカウントのクォータを下回るレート制限がない"
#     remediation: メソッド設定の throttlingRateLimit を、API の背後のモデルが耐えられる値とする（UpdateStage）。
package controls.apigateway.stage_throttled

import data.lib.evidence

violation contains {"code": "none", "evidence": ["/resource/properties/MethodSettings"]} if not all_limited

violation contains {
	"code": "method",
	"args": {"method": setting.HttpMethod, "path": setting.ResourcePath},
	"evidence": [evidence.at(["resource", "properties", "MethodSettings", index])],
} if {
	some index, setting in input.resource.properties.MethodSettings
	not for_all(setting)
	not limited(setting)
}

all_limited if {
	some setting in input.resource.properties.MethodSettings
	for_all(setting)
	limited(setting)
}

for_all(setting) if {
	setting.ResourcePath == "/*"
	setting.HttpMethod == "*"
}

# -1 stands for no limit.
limited(setting) if {
	setting.ThrottlingRateLimit >= 0
	setting.ThrottlingRateLimit < 10000
}
