# METADATA
# title: Hyperparameters and variables of training jobs hold no personal data
# description: >-
#   Nobody can delete a training job: whoever may describe it reads its hyperparameters and variables for as long as
#   the account stands. Their values are never kept; what detectors found in them is.
# custom:
#   resource: AWS::SageMaker::TrainingJob
#   severity: high
#   theme: pii
#   live_only: true
#   messages:
#     found: "{place} holds personal data of the type {type} (values: {count})"
#   remediation: >-
#     Pass such values by an input channel whose objects can be deleted, and restrict who may describe the jobs that
#     hold them.
#   ja:
#     title: トレーニングジョブのハイパーパラメータと環境変数に個人情報が含まれていない
#     description: トレーニングジョブの記録は削除できず、参照できる者はハイパーパラメータと環境変数を読み続けられる。値は保存せず、検出した個人情報の種類と件数のみを記録する。
#     messages:
#       found: "{place} に個人情報が含まれている（種類は {type}、{count} 件）"
#     remediation: 値は削除可能な入力チャネルを通じて渡し、値を含むジョブを参照できる者を限定する。
package controls.sagemaker.training_job_no_personal_data

import data.lib.personal_data

violation contains flaw if some flaw in personal_data.flaws
