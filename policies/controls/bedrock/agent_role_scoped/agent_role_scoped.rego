# METADATA
# title: Agents act under roles that grant only what they need
# description: >-
#   Whoever talks an agent round acts with its role. The role of the version that answers has to name actions and
#   resources, so that nothing else can be reached.
# custom:
#   resource: AWS::Bedrock::AgentAlias
#   severity: high
#   theme: access
#   live_only: true
#   messages:
#     any_action: statement {statement} allows every action of a service
#     any_resource: statement {statement} allows its actions on every resource of a kind
#     aws_managed: the AWS managed policy {policy} is attached, which is scoped to no application
#     role_gone: the role {role} of the routed version {version} does not exist
#   remediation: >-
#     Name the actions, models, functions and buckets in use in the policies of the role (IAM Access Analyzer derives
#     them from CloudTrail) and detach policies that AWS manages.
#   ja:
#     title: エージェントは必要な権限だけを持つロールで動作する
#     description: エージェントを誘導した者は、そのロールの権限で操作できる。応答するバージョンのロールは、操作とリソースを限定した最小権限でなければならない。
#     messages:
#       any_action: ステートメント {statement} がサービスの全操作を許可している
#       any_resource: ステートメント {statement} が操作を種類全体のリソースに許可している
#       aws_managed: 特定のアプリケーションに限定されない AWS 管理ポリシー {policy} がアタッチされている
#       role_gone: ルーティング先のバージョン {version} のロール {role} が存在しない
#     remediation: ロールのポリシーを、実際に使用する操作、モデル、関数、バケットに限定し（IAM Access Analyzer により CloudTrail から導出できる）、AWS 管理ポリシーをデタッチする。
package controls.bedrock.agent_role_scoped

import data.lib.evidence
import data.lib.service_role

# AWS's own alias for tests in the console: it routes to the draft and cannot be changed.
applies if not input.resource.runtime.AgentAliasId == "TSTALIASID"

violation contains {"code": "any_action", "args": {"statement": pointer}, "evidence": [pointer]} if {
	some pointer, statement in service_role.statements
	service_role.any_action(statement)
}

violation contains {"code": "any_resource", "args": {"statement": pointer}, "evidence": [pointer]} if {
	some pointer, statement in service_role.statements
	service_role.any_resource(statement)
}

violation contains {"code": "aws_managed", "args": {"policy": policy}, "evidence": [pointer]} if {
	some pointer, policy in service_role.aws_managed
}

violation contains {
	"code": "role_gone",
	"args": {"role": role, "version": name},
	"evidence": [
		evidence.at(["refs", "versions", name, "properties", "agentResourceRoleArn"]),
		evidence.at(["refs", "roles", role]),
	],
} if {
	some name, version in input.refs.versions
	role := version.properties.agentResourceRoleArn
	not input.refs.roles[role]
}
