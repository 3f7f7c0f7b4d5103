# METADATA
# title: Definitions of state machines hold no secrets
# description: >-
#   Whoever may describe a state machine reads its definition. The definition itself is never kept; what a search
#   for secrets found in it is.
# custom:
#   resource: AWS::StepFunctions::StateMachine
#   severity: critical
#   theme: pii
#   messages:
#     found: the definition holds secrets of the kind {kind}
#   remediation: >-
#     Revoke what was found, keep its successor in Secrets Manager, and use a connection or a step that fetches it.
#   ja:
#     title: ステートマシンの定義に秘密情報が含まれていない
#     description: ステートマシンを参照できる者は誰でも定義を読める。定義は保存せず、検出した秘密情報の種類と件数のみを記録する。
#     messages:
#       found: 定義に秘密情報が含まれている（種類は {kind}）
#     remediation: 検出された秘密情報を失効させ、後継を Secrets Manager に保管し、接続または取得用のステップを用いる。
package controls.stepfunctions.state_machine_no_secrets

import data.lib.evidence

violation contains {
	"code": "found",
	"args": {"kind": secret.Kind},
	"evidence": [evidence.at(["resource", "runtime", "Secrets", index])],
} if {
	some index, secret in input.resource.runtime.Secrets
}
