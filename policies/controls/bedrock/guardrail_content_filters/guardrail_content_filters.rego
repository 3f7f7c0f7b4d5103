# METADATA
# title: Guardrails block harmful content of every kind
# description: >-
#   Each kind of harmful content has a filter of its own. One that is missing, weak, switched off or only watching
#   lets that kind pass to the model or to the user.
# custom:
#   resource: AWS::Bedrock::Guardrail
#   severity: high
#   theme: access
#   messages:
#     uncovered: >-
#       {edition} does not block {type} in both prompts and answers at the required strength
#   remediation: >-
#     Set the filters HATE, INSULTS, SEXUAL, VIOLENCE and MISCONDUCT to BLOCK in both directions at the required
#     strength, publish a version, and delete the versions that lack it.
#   ja:
#     title: ガードレールは有害なコンテンツをすべての種類について遮断している
#     description: 有害なコンテンツは種類ごとにフィルターが分かれている。欠落、強度不足、無効、または検知のみのフィルターは、その種類をモデルや利用者へ通過させる。
#     messages:
#       uncovered: >-
#         {edition} は、プロンプトと応答の双方で {type} を所定の強度で遮断していない
#     remediation: HATE、INSULTS、SEXUAL、VIOLENCE、MISCONDUCT の各フィルターを双方向で BLOCK かつ所定の強度以上としてバージョンを発行し、これを欠くバージョンを削除する。
package controls.bedrock.guardrail_content_filters

import data.lib.guardrail

violation contains {
	"code": "uncovered",
	"args": {"edition": edition, "type": type},
	"evidence": [
		concat("", [pointer, "/ContentPolicyConfig/FiltersConfig"]),
		"/params/bedrock/content_filter_strength",
	],
} if {
	some pointer, edition in guardrail.editions
	some type in ["HATE", "INSULTS", "MISCONDUCT", "SEXUAL", "VIOLENCE"]
	not blocked[pointer][type]
}

blocked[pointer] contains filter.Type if {
	some pointer, policy in guardrail.content
	some filter in policy.FiltersConfig
	guardrail.at_least(filter.InputStrength, input.params.bedrock.content_filter_strength)
	guardrail.at_least(filter.OutputStrength, input.params.bedrock.content_filter_strength)
	guardrail.blocks_input(filter)
	guardrail.blocks_output(filter)
}
