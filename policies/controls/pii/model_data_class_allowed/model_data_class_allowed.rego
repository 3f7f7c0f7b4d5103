# METADATA
# title: Models do not learn from, nor answer with, data of a barred class
# description: >-
#   A model gives back what it learned, and a knowledge base quotes what it holds, to whoever asks. Where a tag of the
#   bucket, the table or whatever else holds such data says their class (pii.classification_tags), it must not be one of
#   pii.barred_classes. Where no tag says it, nobody classified the data, and nothing is judged.
# custom:
#   resource: Kansa::PersonalDataInventory
#   severity: high
#   theme: pii
#   live_only: true
#   messages:
#     barred: "the data are of a class that is barred from models: the tag {tag} says {class}"
#   remediation: >-
#     Take the place out of training, customization and the knowledge base, or copy what is of a lower class to a store
#     that is tagged so; delete the vectors, and train models anew that have learned from it.
#   ja:
#     title: モデルの学習・回答に、利用を禁じた機密区分のデータを用いていない
#     description: "\
#       モデルは学習した内容を、ナレッジベースは保持する内容を、質問した者に示し得る。当該データの保管先（バケット、テーブルなど）のタグ（pii.classification_tags）が示す機密区分は、\
#       pii.barred_classes のいずれにも該当してはならない。タグがない場合は、未分類であるため判定しない。"
#     messages:
#       barred: モデルでの利用を禁じた機密区分のデータである（タグ {tag} の値は {class}）
#     remediation: "\
#       当該の場所を学習、カスタマイズおよびナレッジベースの対象から外すか、区分の低いデータのみを、その区分のタグを付けた保管先に複製する。ベクトルを削除し、当該データで学習したモデルは再学習する。"
package controls.pii.model_data_class_allowed

import data.lib.classification

applies if {
	input.resource.properties.Kind != "s3vectors"
	some use in input.resource.properties.Uses
	use in {"training", "customization", "knowledge_base", "vectors"}
}

occasion contains tag.place if some tag in classification.tags

violation contains {
	"code": "barred",
	"args": {"tag": tag.name, "class": tag.value},
	"evidence": [tag.place, "/params/pii/classification_tags", "/params/pii/barred_classes"],
} if {
	some tag in classification.tags
	classification.is_of(tag.value, input.params.pii.barred_classes)
}
