# METADATA
# title: Lifecycle scripts of Studio hold no personal data
# description: >-
#   Whoever may describe a lifecycle configuration reads its script, and every application that bears it gets it. The
#   script itself is never kept; what detectors found in it is.
# custom:
#   resource: AWS::SageMaker::StudioLifecycleConfig
#   severity: high
#   theme: pii
#   messages:
#     found: "{place} holds personal data of the type {type} (values: {count})"
#   remediation: >-
#     Take the value out of the script, and let it fetch what it needs from a store whose readers are few and known.
#   ja:
#     title: Studio のライフサイクルスクリプトに個人情報が含まれていない
#     description: ライフサイクル設定を参照できる者は誰でもスクリプトを読め、適用された全アプリケーションに配布される。スクリプト本文は保存せず、検出した個人情報の種類と件数のみを記録する。
#     messages:
#       found: "{place} に個人情報が含まれている（種類は {type}、{count} 件）"
#     remediation: スクリプトから値を除き、必要な値は、参照者を限定した保管先から取得するよう改める。
package controls.sagemaker.studio_lifecycle_no_personal_data

import data.lib.personal_data

violation contains flaw if some flaw in personal_data.flaws
