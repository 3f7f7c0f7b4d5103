# METADATA
# title: Policies of Bedrock's VPC endpoints name actions, models and callers
# description: >-
#   An open endpoint policy lets whoever reaches the endpoint call any model with credentials of any account, which is
#   a way out for data. A Deny beside it is not counted: what the Allow statements grant must be scoped by itself.
# custom:
#   resource: AWS::EC2::VPCEndpoint
#   severity: critical
#   theme: network
#   messages:
#     no_policy: it has no policy of its own, so AWS's default allows everything to everyone
#     any_action: statement {statement} allows every action
#     any_resource: statement {statement} allows every resource
#     any_model: statement {statement} allows every foundation model
#     any_principal: >-
#       statement {statement} allows callers of any account, without a condition on their organisation, account or role
#   remediation: >-
#     Allow the Bedrock actions in use, on the ARNs of approved models and inference profiles, under a StringEquals
#     condition on aws:PrincipalOrgID or aws:PrincipalAccount.
#   ja:
#     title: Bedrock の VPC エンドポイントポリシーは操作、モデル、呼び出し元を限定している
#     description: 開放されたエンドポイントポリシーは、任意のアカウントによる任意のモデルの呼び出しを許し、持ち出し経路となる。Allow 自体が最小権限でなければならない。
#     messages:
#       no_policy: 独自のポリシーがなく、AWS の既定値によりすべてが許可されている
#       any_action: ステートメント {statement} がすべての操作を許可している
#       any_resource: ステートメント {statement} がすべてのリソースを許可している
#       any_model: ステートメント {statement} がすべての基盤モデルを許可している
#       any_principal: ステートメント {statement} が組織、アカウント、ロールの条件なしに任意のアカウントの呼び出し元を許可している
#     remediation: 必要な操作とモデルの ARN に限り、aws:PrincipalOrgID または aws:PrincipalAccount の条件を付けて許可する。
package controls.bedrock.vpc_endpoint_policy_scoped

import data.lib.evidence
import data.lib.policy

applies if {
	not is_gone
	some service in ["bedrock", "bedrock-runtime", "bedrock-agent", "bedrock-agent-runtime"]
	endswith(input.resource.properties.ServiceName, concat("", [".", service]))
}

# EC2 lists endpoints for a while after they were deleted.
is_gone if lower(input.resource.runtime.State) in {"deleting", "deleted"}

violation contains {"code": "no_policy", "evidence": ["/resource/properties/PolicyDocument"]} if {
	not input.resource.properties.PolicyDocument
}

violation contains claim("any_action", index) if {
	some index, statement in input.resource.properties.PolicyDocument.Statement
	policy.allows_service(statement, "bedrock")
}

violation contains claim("any_resource", index) if {
	some index, statement in input.resource.properties.PolicyDocument.Statement
	statement.Effect == "Allow"
	policy.unrestricted(statement)
	not lists_only(statement)
}

violation contains claim("any_model", index) if {
	some index, statement in input.resource.properties.PolicyDocument.Statement
	statement.Effect == "Allow"
	not policy.unrestricted(statement)
	allows_any_model(statement)
}

violation contains claim("any_principal", index) if {
	some index, statement in input.resource.properties.PolicyDocument.Statement
	statement.Effect == "Allow"
	policy.for_anyone(statement)
	not policy.confined_to_caller(statement)
}

# Calls that list things take no resource, so their statement can name none.
lists_only(statement) if {
	count(statement.Action) > 0
	every action in statement.Action {
		startswith(lower(action), "bedrock:list")
	}
}

# An invented model stands for all of them.
allows_any_model(statement) if {
	some pattern in statement.Resource
	some partition in ["aws", "aws-cn", "aws-us-gov"]
	model := concat(":", ["arn", partition, "bedrock", "qq-zz-0", "", "foundation-model/qq0zz0xx.qq0zz0xx"])
	policy.covers(pattern, model)
}

claim(code, index) := {
	"code": code,
	"args": {"statement": format_int(index, 10)},
	"evidence": [evidence.at(["resource", "properties", "PolicyDocument", "Statement", index])],
}
