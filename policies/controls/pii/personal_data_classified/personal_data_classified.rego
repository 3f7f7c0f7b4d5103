# METADATA
# title: What holds personal data says their class by a tag
# description: >-
#   Rules on access, retention and use go by the class of data, and tools know it by a tag. Where "kansa scan --pii"
#   found personal data, the bucket, the log group or whatever else holds them has to bear a tag of
#   pii.classification_tags, and not with a value that opens them to everybody or says nothing (pii.open_classes).
# custom:
#   resource: Kansa::PersonalDataInventory
#   severity: medium
#   theme: pii
#   live_only: true
#   messages:
#     unclassified: personal data were found there, and no tag of {store} says their class
#     open: "personal data were found there, and the tag {tag} says {class}"
#   remediation: >-
#     Find out of which class the data are, and tag what holds them (TagResource, PutBucketTagging); or mask or move
#     what should not lie there. Name the organisation's own tags in pii.classification_tags.
#   ja:
#     title: 個人情報の保管先に機密区分のタグがある
#     description: "\
#       アクセス、保存期間および利用の規程は機密区分に基づき、各ツールはタグによって区分を判別する。\
#       「kansa scan --pii」が個人情報を検出した場所の保管先（バケット、ロググループなど）には、\
#       pii.classification_tags のいずれかのタグがなければならない。その値は、公開または未分類を示すもの（pii.open_classes）であってはならない。"
#     messages:
#       unclassified: 個人情報が検出されたが、保管先 {store} に機密区分のタグがない
#       open: 個人情報が検出されたが、タグ {tag} の値は {class} である
#     remediation: "\
#       データの機密区分を確認し、保管先にタグを付ける（TagResource、PutBucketTagging）。\
#       そこに置くべきでないデータは、マスキングするか移動する。組織独自のタグ名は pii.classification_tags で指定する。"
package controls.pii.personal_data_classified

import data.lib.classification
import data.lib.found

applies if input.resource.properties.Kind != "s3vectors"

occasion contains found.at(index) if some index, _ in found.kept

violation contains {
	"code": "unclassified",
	"args": {"store": store.name},
	"evidence": [store.named, store.tags, "/params/pii/classification_tags"],
} if {
	count(classification.tags) == 0
	some store in stores
}

violation contains {
	"code": "open",
	"args": {"tag": tag.name, "class": tag.value},
	"evidence": [tag.place, "/params/pii/classification_tags", "/params/pii/open_classes"],
} if {
	some tag in classification.tags
	classification.is_of(tag.value, input.params.pii.open_classes)
}

# What holds the place: one of these.
stores contains store(input.resource.properties.Bucket, "Bucket", "bucket")

stores contains store(input.resource.properties.LogGroupName, "LogGroupName", "logGroup")

stores contains store(input.resource.properties.TableName, "TableName", "table")

stores contains store(input.resource.properties.StateMachineName, "StateMachineName", "machine")

stores contains store(input.resource.properties.CollectionArn, "CollectionArn", "collection")

stores contains store(input.resource.properties.DomainName, "DomainName", "domain")

store(name, property, relation) := {
	"name": name,
	"named": concat("/", ["/resource/properties", property]),
	"tags": concat("/", ["/refs", relation, "tags"]),
}
