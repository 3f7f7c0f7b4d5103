# METADATA
# title: Environment variables of models hold no personal data
# description: >-
#   Whoever may describe a model reads the variables of its containers, and a model cannot be changed. Their values
#   are never kept; what detectors found in them is.
# custom:
#   resource: AWS::SageMaker::Model
#   severity: high
#   theme: pii
#   messages:
#     found: "{place} holds personal data of the type {type} (values: {count})"
#   remediation: >-
#     Make the model again without the value, keep the value in a store whose readers are few and known, and delete the
#     old model.
#   ja:
#     title: モデルの環境変数に個人情報が含まれていない
#     description: モデルを参照できる者は誰でもコンテナの環境変数を読め、作成後のモデルは変更できない。値は保存せず、検出した個人情報の種類と件数のみを記録する。
#     messages:
#       found: "{place} に個人情報が含まれている（種類は {type}、{count} 件）"
#     remediation: 値を含めずにモデルを作り直し、値は参照者を限定した保管先に移して、古いモデルを削除する。
package controls.sagemaker.model_environment_no_personal_data

import data.lib.personal_data

violation contains flaw if some flaw in personal_data.flaws
