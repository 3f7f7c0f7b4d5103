# METADATA
# title: Lifecycle scripts of notebooks hold no secrets
# description: >-
#   Whoever may describe a lifecycle configuration reads its scripts, and every notebook that bears it runs them as
#   root. The scripts themselves are never kept; what a search for secrets found in them is.
# custom:
#   resource: AWS::SageMaker::NotebookInstanceLifecycleConfig
#   severity: high
#   theme: pii
#   messages:
#     found: the {hook} script holds secrets of the kind {kind}
#   remediation: >-
#     Revoke what was found, keep its successor in Secrets Manager, and let the script fetch it by the notebook's role.
#   ja:
#     title: ノートブックのライフサイクルスクリプトに秘密情報が含まれていない
#     description: ライフサイクル設定を参照できる者は誰でもスクリプトを読め、適用された全ノートブックが root で実行する。スクリプト本文は保存せず、検出した秘密情報の種類と件数のみを記録する。
#     messages:
#       found: "{hook} スクリプトに秘密情報が含まれている（種類は {kind}）"
#     remediation: 検出された秘密情報を失効させ、後継を Secrets Manager に保管し、ノートブックのロールで取得するようスクリプトを改める。
package controls.sagemaker.notebook_lifecycle_no_secrets

import data.lib.evidence

violation contains {
	"code": "found",
	"args": {"hook": secret.Hook, "kind": secret.Kind},
	"evidence": [evidence.at(["resource", "runtime", "Secrets", index])],
} if {
	some index, secret in input.resource.runtime.Secrets
}
