# METADATA
# title: Guardrails block answers that are not grounded in their sources
# description: >-
#   A model that answers beside its sources misleads whoever relies on it. Grounding and relevance each need a filter
#   that blocks, at a threshold above which an answer may pass.
# custom:
#   resource: AWS::Bedrock::Guardrail
#   severity: medium
#   theme: monitoring
#   messages:
#     unchecked: >-
#       {edition} does not block answers that fall short in {type}
#   remediation: >-
#     Add contextual grounding filters for GROUNDING and RELEVANCE with the action BLOCK and the required threshold,
#     publish a version, and delete the versions that lack them.
#   ja:
#     title: ガードレールは根拠に基づかない応答を遮断している
#     description: 参照資料から外れた応答は、それに依拠する利用者を誤らせる。根拠（GROUNDING）と関連性（RELEVANCE）のそれぞれに、所定のしきい値で遮断するフィルターが必要である。
#     messages:
#       unchecked: >-
#         {edition} は、{type} が不足する応答を遮断していない
#     remediation: GROUNDING と RELEVANCE のコンテキストグラウンディングフィルターをアクション BLOCK、所定のしきい値で追加してバージョンを発行し、これを欠くバージョンを削除する。
package controls.bedrock.guardrail_grounding

import data.lib.guardrail

violation contains {
	"code": "unchecked",
	"args": {"edition": edition, "type": type},
	"evidence": [
		concat("", [pointer, "/ContextualGroundingPolicyConfig/FiltersConfig"]),
		"/params/bedrock/grounding_threshold",
	],
} if {
	some pointer, edition in guardrail.editions
	some type in ["GROUNDING", "RELEVANCE"]
	not checked[pointer][type]
}

checked[pointer] contains filter.Type if {
	some pointer, policy in guardrail.grounding
	some filter in policy.FiltersConfig
	is_number(filter.Threshold)
	filter.Threshold >= input.params.bedrock.grounding_threshold
	object.get(filter, "Action", "BLOCK") == "BLOCK"
	not filter.Enabled == false
}
