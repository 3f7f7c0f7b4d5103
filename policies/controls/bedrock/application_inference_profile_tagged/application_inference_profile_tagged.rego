# METADATA
# title: Application inference profiles bear the tags by which their cost is told apart
# description: >-
#   Bedrock bills by model. Only the tags of an application inference profile show who the tokens were for.
# custom:
#   resource: AWS::Bedrock::ApplicationInferenceProfile
#   severity: low
#   theme: cost
#   messages:
#     untagged: it has no tag
#     missing: the tag {tag} is missing
#   remediation: Tag the profile (TagResource), and activate the tag for cost allocation.
#   ja:
#     title: アプリケーション推論プロファイルには費用を区分するタグがある
#     description: Bedrock の課金はモデル単位である。トークンの利用主体は、アプリケーション推論プロファイルのタグによってのみ区別できる。
#     messages:
#       untagged: タグがない
#       missing: タグ {tag} がない
#     remediation: プロファイルにタグを付け（TagResource）、コスト配分タグとして有効化する。
package controls.bedrock.application_inference_profile_tagged

import data.lib.evidence

violation contains {"code": "untagged", "evidence": ["/resource/tags"]} if not has_tag

violation contains {
	"code": "missing",
	"args": {"tag": tag},
	"evidence": [evidence.at(["resource", "tags", tag]), "/params/bedrock/profile_tags"],
} if {
	some tag in input.params.bedrock.profile_tags
	object.get(input.resource.tags, tag, "") == ""
}

has_tag if some _ in input.resource.tags
