# METADATA
# title: Environment variables and commands of containers hold no personal data
# description: >-
#   Whoever may describe a task definition reads its variables and what its containers run, and every revision keeps
#   them. They are never kept; what detectors found in them is.
# custom:
#   resource: AWS::ECS::TaskDefinition
#   severity: high
#   theme: pii
#   messages:
#     found: "{place} holds personal data of the type {type} (values: {count})"
#   remediation: >-
#     Take the value out of the variable or the command, keep it in a store whose readers are few and known, and
#     deregister the revisions that hold it.
#   ja:
#     title: コンテナの環境変数と起動コマンドに個人情報が含まれていない
#     description: タスク定義を参照できる者は誰でも環境変数と起動コマンドを読め、その内容はすべてのリビジョンに残る。値は保存せず、検出した個人情報の種類と件数のみを記録する。
#     messages:
#       found: "{place} に個人情報が含まれている（種類は {type}、{count} 件）"
#     remediation: 環境変数や起動コマンドから値を除き、参照者を限定した保管先に移す。値を含むリビジョンは登録解除する。
package controls.ecs.environment_no_personal_data

import data.lib.personal_data

violation contains flaw if some flaw in personal_data.flaws
