# METADATA
# title: Definitions of state machines hold no personal data
# description: >-
#   Whoever may describe a state machine reads its definition, and the history of every execution repeats parts of it.
#   It is never kept; what detectors found in it is.
# custom:
#   resource: AWS::StepFunctions::StateMachine
#   severity: high
#   theme: pii
#   messages:
#     found: "{place} holds personal data of the type {type} (values: {count})"
#   remediation: >-
#     Take the value out of the definition, and pass it in the input of an execution or fetch it in a state.
#   ja:
#     title: ステートマシンの定義に個人情報が含まれていない
#     description: ステートマシンを参照できる者は誰でも定義を読め、その一部は実行履歴にも残る。定義は保存せず、検出した個人情報の種類と件数のみを記録する。
#     messages:
#       found: "{place} に個人情報が含まれている（種類は {type}、{count} 件）"
#     remediation: 定義から値を除き、実行時の入力として渡すか、ステートの中で取得する。
package controls.stepfunctions.state_machine_no_personal_data

import data.lib.personal_data

violation contains flaw if some flaw in personal_data.flaws
