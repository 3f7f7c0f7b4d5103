# METADATA
# title: Methods of REST APIs ask callers who they are
# description: >-
#   Through an open method anyone asks the model, at the account's expense. An API key identifies a usage plan and
#   nobody; a private API counts where its policy names VPCs or their endpoints.
# custom:
#   resource: AWS::ApiGateway::RestApi
#   severity: high
#   theme: access
#   live_only: true
#   messages:
#     open: "{method} {path} asks for no authorisation"
#     open_private: "{method} {path} asks for no authorisation, and the policy does not say which VPC may call"
#   remediation: >-
#     Set authorizationType of the method to AWS_IAM, COGNITO_USER_POOLS or CUSTOM and deploy the API; confine the
#     policy of a private API by aws:SourceVpce.
#   ja:
#     title: REST API のメソッドは呼び出し元を認証している
#     description: 認可のないメソッドからは、誰でもアカウントの費用でモデルを利用できる。API キーは認証ではない。プライベート API は、ポリシーが VPC またはエンドポイントを限定している場合に適合とする。
#     messages:
#       open: "{method} {path} は認可を求めていない"
#       open_private: "{method} {path} は認可を求めておらず、プライベート API のポリシーも呼び出し元の VPC を限定していない"
#     remediation: >-
#       メソッドの authorizationType を AWS_IAM、COGNITO_USER_POOLS または CUSTOM とし、API を再デプロイする。
#       プライベート API では、ポリシーを aws:SourceVpce で限定する。
package controls.apigateway.method_authorized

import data.lib.evidence
import data.lib.policy

violation contains {
	"code": "open",
	"args": {"method": method.HttpMethod, "path": method.Path},
	"evidence": [evidence.at(["resource", "runtime", "Methods", index]), types],
} if {
	some index, method in open_methods
	not is_private
}

violation contains {
	"code": "open_private",
	"args": {"method": method.HttpMethod, "path": method.Path},
	"evidence": [evidence.at(["resource", "runtime", "Methods", index]), types, "/resource/properties/Policy"],
} if {
	some index, method in open_methods
	is_private
	not within_vpcs
}

# Browsers ask OPTIONS before they send anything that could say who they are (CORS).
open_methods[index] := method if {
	some index, method in input.resource.runtime.Methods
	method.HttpMethod != "OPTIONS"
	object.get(method, "AuthorizationType", "NONE") == "NONE"
}

types := "/resource/properties/EndpointConfiguration/Types"

is_private if input.resource.properties.EndpointConfiguration.Types == ["PRIVATE"]

# Without a policy nobody may call a private API, but nothing says that it stays so.
# https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html
within_vpcs if {
	some statement in input.resource.properties.Policy.Statement
	statement.Effect == "Deny"
	policy.for_anyone(statement)
	stops_every_call(statement)
	count(statement.Condition) == 1
	some operator, tests in statement.Condition
	operator in {"StringNotEquals", "StringNotEqualsIfExists"}
	count(tests) == 1
	some key, _ in tests
	lower(key) in vpc_keys
}

within_vpcs if {
	every statement in input.resource.properties.Policy.Statement {
		confined(statement)
	}
}

# A denial of some stage or method leaves the others open.
stops_every_call(statement) if {
	some action in statement.Action
	policy.covers(action, "execute-api:Invoke")
	some resource in statement.Resource
	regex.match(`^(\*|execute-api:/\*(/\*)*|arn:[a-z-]+:execute-api:[^:]*:[^:]*:[^/]*/\*(/\*)*)$`, resource)
}

confined(statement) if statement.Effect == "Deny"

confined(statement) if policy.bound_by(statement, vpc_keys)

vpc_keys := {"aws:sourcevpc", "aws:sourcevpce"}
