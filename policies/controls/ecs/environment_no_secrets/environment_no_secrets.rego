# METADATA
# title: Environment variables and commands of tasks hold no secrets
# description: >-
#   Whoever may describe a task definition reads its variables and what its containers run, and every revision keeps
#   them. They are never kept here; what a search for secrets found in them is.
# custom:
#   resource: AWS::ECS::TaskDefinition
#   severity: critical
#   theme: pii
#   messages:
#     found: the variable {variable} of the container {container} holds a secret of the kind {kind}
#     found_in_words: the {member} of the container {container} holds a secret of the kind {kind}
#   remediation: >-
#     Revoke what was found, keep its successor in Secrets Manager or Parameter Store, and name it under secrets of the
#     container definition. Old revisions show what they held until they are deleted (DeleteTaskDefinitions).
#   ja:
#     title: タスクの環境変数と起動コマンドに秘密情報が含まれていない
#     description: タスク定義を参照できる者は誰でも環境変数と起動コマンドを読め、すべてのリビジョンに残る。本ツールは値を保存せず、検出した秘密情報の種類と件数のみを記録する。
#     messages:
#       found: コンテナ {container} の環境変数 {variable} に秘密情報が含まれている（種類は {kind}）
#       found_in_words: コンテナ {container} の {member} に秘密情報が含まれている（種類は {kind}）
#     remediation: >-
#       検出された秘密情報を失効させ、後継を Secrets Manager または Parameter Store に保管し、コンテナ定義の secrets で参照する。
#       古いリビジョンの値は、削除するまで参照できる（DeleteTaskDefinitions）。
package controls.ecs.environment_no_secrets

import data.lib.evidence

violation contains {
	"code": "found",
	"args": {"container": secret.Container, "kind": secret.Kind, "variable": secret.Variable},
	"evidence": [evidence.at(["resource", "runtime", "Secrets", index])],
} if {
	some index, secret in input.resource.runtime.Secrets
}

violation contains {
	"code": "found_in_words",
	"args": {"container": secret.Container, "kind": secret.Kind, "member": secret.Member},
	"evidence": [evidence.at(["resource", "runtime", "Secrets", index])],
} if {
	some index, secret in input.resource.runtime.Secrets
}
