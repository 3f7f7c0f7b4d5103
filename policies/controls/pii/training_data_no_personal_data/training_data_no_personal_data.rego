# METADATA
# title: Data that train or tune models hold no personal data
# description: >-
#   A model can repeat what it was trained on, and what it learned can't be taken out of it again. Judged is what
#   "kansa scan --pii" found at the places that training and customization jobs read. What processing jobs read may
#   hold personal data: masking them is what such jobs are for.
# custom:
#   resource: Kansa::PersonalDataInventory
#   severity: high
#   theme: pii
#   live_only: true
#   messages:
#     found: "what models are trained or tuned on holds values of type {type}: {count} in {objects} objects"
#   remediation: >-
#     Mask the data (by a processing job, or "kansa mask"), train on the masked copy, and train models anew that have
#     learned from the unmasked one.
#   ja:
#     title: モデルの学習・調整に用いるデータに個人情報が含まれていない
#     description: "\
#       モデルは学習した内容を再現し得るうえ、学習した内容は後から取り除けない。学習ジョブおよびカスタマイズジョブが読み込む場所で「kansa scan --pii」が検出した内容を判定する。マスキングの入力となり得るため、\
#       処理ジョブの入力は対象としない。"
#     messages:
#       found: 学習・調整用のデータに {type} とみられる値が含まれている（{objects} オブジェクト、{count} 件）
#     remediation: データを処理ジョブや「kansa mask」でマスキングし、その複製で学習する。マスキング前のデータで学習したモデルは再学習する。
package controls.pii.training_data_no_personal_data

import data.lib.found

applies if {
	some use in input.resource.properties.Uses
	use in {"training", "customization"}
}

violation := found.flaws(
	input.params.pii.training_types, input.params.pii.training_confidence,
	["/params/pii/training_types", "/params/pii/training_confidence"],
)
