# METADATA
# title: Each task has a role of its own
# description: >-
#   A shared role gives each application what another needs, and CloudTrail cannot tell them apart. The execution role,
#   by which ECS pulls images and fetches secrets before the task starts, is not for the task either.
# custom:
#   resource: AWS::ECS::TaskDefinition
#   severity: medium
#   theme: access
#   messages:
#     family: the tasks of {family} act under the same role
#     execution: the task acts under its execution role, too
#   remediation: >-
#     Register a revision with a taskRoleArn that nothing else uses, and let the service run it.
#   ja:
#     title: タスクはそれぞれ固有のロールを持つ
#     description: 共有されたロールは各アプリケーションに他の権限まで与え、CloudTrail 上でも区別できない。起動前にイメージやシークレットを取得するためのタスク実行ロールも、タスク自身に与えるものではない。
#     messages:
#       family: "{family} のタスクが同じロールを使用している"
#       execution: タスク自身がタスク実行ロールを使用している
#     remediation: 他で使用しない taskRoleArn を指定したリビジョンを登録し、サービスに実行させる。
package controls.ecs.task_role_own

import data.lib.evidence

violation contains {
	"code": "family",
	"args": {"family": other.properties.Family},
	"evidence": [
		role,
		"/resource/properties/Family",
		evidence.at(["refs", "definitions", index, "properties", "TaskRoleArn"]),
		evidence.at(["refs", "definitions", index, "properties", "Family"]),
	],
} if {
	some index, other in input.refs.definitions
	other.properties.TaskRoleArn == input.resource.properties.TaskRoleArn
	other.properties.Family != input.resource.properties.Family
}

violation contains {"code": "execution", "evidence": [role, "/resource/properties/ExecutionRoleArn"]} if {
	input.resource.properties.TaskRoleArn == input.resource.properties.ExecutionRoleArn
}

role := "/resource/properties/TaskRoleArn"
