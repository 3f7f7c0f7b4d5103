# METADATA
# title: Environment variables of functions hold no secrets
# description: >-
#   Whoever may read the configuration of a function reads its variables. Their values are never kept; what a search
#   for secrets found in them is.
# custom:
#   resource: AWS::Lambda::Function
#   severity: critical
#   theme: pii
#   messages:
#     found: the variable {variable} holds a secret of the kind {kind}
#   remediation: >-
#     Revoke what was found, keep its successor in Secrets Manager, and let the function fetch it by its role.
#   ja:
#     title: Lambda 関数の環境変数に秘密情報が含まれていない
#     description: 関数の設定を参照できる者は誰でも環境変数を読める。値は保存せず、検出した秘密情報の種類と件数のみを記録する。
#     messages:
#       found: 環境変数 {variable} に秘密情報が含まれている（種類は {kind}）
#     remediation: 検出された秘密情報を失効させ、後継を Secrets Manager に保管し、関数のロールで取得するよう改める。
package controls.lambda.environment_no_secrets

import data.lib.evidence

violation contains {
	"code": "found",
	"args": {"kind": secret.Kind, "variable": secret.Variable},
	"evidence": [evidence.at(["resource", "runtime", "Secrets", index])],
} if {
	some index, secret in input.resource.runtime.Secrets
}
