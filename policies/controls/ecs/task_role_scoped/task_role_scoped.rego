# METADATA
# title: Tasks act under roles that grant only what they need
# description: >-
#   Whoever gets a model server or an agent to run a line of theirs acts with the task's role. The role has to name
#   actions and resources, so that nothing else can be reached.
# custom:
#   resource: AWS::ECS::TaskDefinition
#   severity: high
#   theme: access
#   live_only: true
#   messages:
#     any_action: statement {statement} allows every action of a service
#     any_resource: statement {statement} allows its actions on every resource of a kind
#     aws_managed: the AWS managed policy {policy} is attached, which is scoped to no application
#     role_gone: the role {role} does not exist
#   remediation: >-
#     Name the actions, models, buckets and tables in use in the policies of the role (IAM Access Analyzer derives them
#     from CloudTrail) and detach policies that AWS manages.
#   ja:
#     title: タスクは必要な権限だけを持つロールで動作する
#     description: モデルサーバーやエージェントに任意のコードを実行させた者は、タスクロールの権限で操作できる。ロールは、操作とリソースを限定した最小権限でなければならない。
#     messages:
#       any_action: ステートメント {statement} がサービスの全操作を許可している
#       any_resource: ステートメント {statement} が操作を種類全体のリソースに許可している
#       aws_managed: 特定のアプリケーションに限定されない AWS 管理ポリシー {policy} がアタッチされている
#       role_gone: ロール {role} が存在しない
#     remediation: ロールのポリシーを、実際に使用する操作、モデル、バケット、テーブルに限定し（IAM Access Analyzer により CloudTrail から導出できる）、AWS 管理ポリシーをデタッチする。
package controls.ecs.task_role_scoped

import data.lib.evidence
import data.lib.service_role

# A task without a role of its own is granted nothing by this definition.
applies if input.resource.properties.TaskRoleArn

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
	"args": {"role": role},
	"evidence": ["/resource/properties/TaskRoleArn", evidence.at(["refs", "roles", role])],
} if {
	role := input.resource.properties.TaskRoleArn
	not input.refs.roles[role]
}
