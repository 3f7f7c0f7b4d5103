# METADATA
# title: Lifecycle scripts of Studio hold no secrets
# description: >-
#   Whoever may describe a lifecycle configuration reads its script, and every application that bears it runs it. The
#   script itself is never kept; what a search for secrets found in it is.
# custom:
#   resource: AWS::SageMaker::StudioLifecycleConfig
#   severity: high
#   theme: pii
#   messages:
#     found: the script holds secrets of the kind {kind}
#   remediation: >-
#     Revoke what was found, keep its successor in Secrets Manager, and let the script fetch it by the role of the user
#     profile or space.
#   ja:
#     title: Studio のライフサイクルスクリプトに秘密情報が含まれていない
#     description: ライフサイクル設定を参照できる者は誰でもスクリプトを読め、適用された全アプリケーションが実行する。スクリプト本文は保存せず、検出した秘密情報の種類と件数のみを記録する。
#     messages:
#       found: スクリプトに秘密情報が含まれている（種類は {kind}）
#     remediation: 検出された秘密情報を失効させ、後継を Secrets Manager に保管し、ユーザープロファイルまたはスペースのロールで取得するようスクリプトを改める。
package controls.sagemaker.studio_lifecycle_no_secrets

import data.lib.evidence

violation contains {
	"code": "found",
	"args": {"kind": secret.Kind},
	"evidence": [evidence.at(["resource", "runtime", "Secrets", index])],
} if {
	some index, secret in input.resource.runtime.Secrets
}
