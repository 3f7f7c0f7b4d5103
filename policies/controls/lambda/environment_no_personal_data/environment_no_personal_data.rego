# METADATA
# title: Environment variables of functions hold no personal data
# description: >-
#   Whoever may read the configuration of a function reads its variables, and copies and templates hold them, too. Their
#   values are never kept; what detectors found in them is.
# custom:
#   resource: AWS::Lambda::Function
#   severity: high
#   theme: pii
#   messages:
#     found: "{place} holds personal data of the type {type} (values: {count})"
#   remediation: >-
#     Take the value out of the variable, keep it in a store whose readers are few and known, and let the function fetch
#     it by its role.
#   ja:
#     title: Lambda 関数の環境変数に個人情報が含まれていない
#     description: 関数の設定を参照できる者は誰でも環境変数を読め、設定の複製やテンプレートにもその内容が残る。値は保存せず、検出した個人情報の種類と件数のみを記録する。
#     messages:
#       found: "{place} に個人情報が含まれている（種類は {type}、{count} 件）"
#     remediation: 環境変数から値を除き、参照者を限定した保管先に移し、関数のロールで取得するよう改める。
package controls.lambda.environment_no_personal_data

import data.lib.personal_data

violation contains flaw if some flaw in personal_data.flaws
