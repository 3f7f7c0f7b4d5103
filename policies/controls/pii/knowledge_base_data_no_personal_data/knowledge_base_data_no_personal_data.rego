# METADATA
# title: Documents of knowledge bases hold no personal data
# description: >-
#   A knowledge base quotes its documents to whoever asks. Judged is what "kansa scan --pii" found in the places that
#   its data sources read. Which types count is the parameter pii.knowledge_base_types.
# custom:
#   resource: Kansa::PersonalDataInventory
#   severity: high
#   theme: pii
#   live_only: true
#   messages:
#     found: "the documents of knowledge bases hold values of type {type}: {count} in {objects} objects"
#   remediation: >-
#     Take the documents out or replace them by masked copies, and synchronise the data source, so that their vectors
#     go, too.
#   ja:
#     title: ナレッジベースの文書に個人情報が含まれていない
#     description: "\
#       ナレッジベースは文書の内容を質問者に引用する。データソースが読み込む場所で「kansa scan --pii」が検出した内容を判定する。\
#       対象とする種類はパラメータ pii.knowledge_base_types で定める。"
#     messages:
#       found: ナレッジベースの文書に {type} とみられる値が含まれている（{objects} オブジェクト、{count} 件）
#     remediation: 該当する文書を取り除くか、マスキングした複製に置き換えたうえでデータソースを同期し、ベクトルからも削除する。
package controls.pii.knowledge_base_data_no_personal_data

import data.lib.found

applies if "knowledge_base" in input.resource.properties.Uses

violation := found.flaws(
	input.params.pii.knowledge_base_types, input.params.pii.knowledge_base_confidence,
	["/params/pii/knowledge_base_types", "/params/pii/knowledge_base_confidence"],
)
