# METADATA
# title: Knowledge bases act under roles that grant only what they need
# description: >-
#   A knowledge base reads with its role, and shows what it read to whoever asks. Its role has to name the buckets,
#   collections and models in use, so that nothing else can be drawn in.
# custom:
#   resource: AWS::Bedrock::KnowledgeBase
#   severity: high
#   theme: access
#   messages:
#     any_action: statement {statement} allows every action of a service
#     any_resource: statement {statement} allows its actions on every resource of a kind
#     aws_managed: the AWS managed policy {policy} is attached, which is scoped to no application
#     role_gone: the role {role} does not exist
#   remediation: >-
#     Name the buckets, collections and models in use in the policies of the role and detach policies that AWS manages.
#   ja:
#     title: ナレッジベースは必要な権限だけを持つロールで動作する
#     description: ナレッジベースはロールの権限で読み取り、その内容を質問者に示す。ロールは、使用するバケット、コレクション、モデルに限定した最小権限でなければならない。
#     messages:
#       any_action: ステートメント {statement} がサービスの全操作を許可している
#       any_resource: ステートメント {statement} が操作を種類全体のリソースに許可している
#       aws_managed: 特定のアプリケーションに限定されない AWS 管理ポリシー {policy} がアタッチされている
#       role_gone: ロール {role} が存在しない
#     remediation: ロールのポリシーを、使用するバケット、コレクション、モデルに限定し、AWS 管理ポリシーをデタッチする。
package controls.bedrock.knowledge_base_role_scoped

import data.lib.evidence
import data.lib.service_role

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
	"evidence": ["/resource/properties/RoleArn", evidence.at(["refs", "roles", role])],
} if {
	role := input.resource.properties.RoleArn
	not input.refs.roles[role]
}
