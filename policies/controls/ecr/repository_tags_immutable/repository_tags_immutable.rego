# METADATA
# title: Tags of images cannot be moved
# description: >-
#   A tag that can be moved makes an approved name run other code than was approved, and no rollback finds what ran
#   before.
# custom:
#   resource: AWS::ECR::Repository
#   severity: medium
#   theme: approval
#   messages:
#     mutable: tags may be overwritten
#     excluded: tags that match {filter} may be overwritten
#   remediation: Set imageTagMutability to IMMUTABLE (PutImageTagMutability) and give every build a tag of its own.
#   ja:
#     title: ECR リポジトリのイメージタグは変更できない
#     description: タグを付け替えられると、承認済みの名前で未承認のコードが実行され、以前に動作していたものへ切り戻せなくなる。
#     messages:
#       mutable: タグを上書きできる
#       excluded: "{filter} に一致するタグを上書きできる"
#     remediation: imageTagMutability を IMMUTABLE とし（PutImageTagMutability）、ビルドごとに固有のタグを付与する。
package controls.ecr.repository_tags_immutable

import data.lib.evidence

# AWS's default is MUTABLE. Exceptions of a mutable repository do not make it immutable.
violation contains {"code": "mutable", "evidence": ["/resource/properties/ImageTagMutability"]} if {
	not is_immutable
}

violation contains {
	"code": "excluded",
	"args": {"filter": filter.ImageTagMutabilityExclusionFilterValue},
	"evidence": [
		"/resource/properties/ImageTagMutability",
		evidence.at(["resource", "properties", "ImageTagMutabilityExclusionFilters", index]),
	],
} if {
	input.resource.properties.ImageTagMutability == "IMMUTABLE_WITH_EXCLUSION"
	some index, filter in input.resource.properties.ImageTagMutabilityExclusionFilters
}

is_immutable if input.resource.properties.ImageTagMutability in {"IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION"}
