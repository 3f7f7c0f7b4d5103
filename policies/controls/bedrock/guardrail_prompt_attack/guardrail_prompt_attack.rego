# METADATA
# title: Guardrails block prompt attacks
# description: >-
#   A prompt that talks a model out of its instructions opens everything that the application may do. A filter that
#   only watches, is switched off or steps in at high confidence only lets it through.
# custom:
#   resource: AWS::Bedrock::Guardrail
#   severity: high
#   theme: access
#   messages:
#     unblocked: >-
#       {edition} has no enabled PROMPT_ATTACK filter that blocks prompts at strength HIGH
#   remediation: >-
#     Set the PROMPT_ATTACK filter to input strength HIGH with the action BLOCK, publish a version, and delete the
#     versions that lack it.
#   ja:
#     title: ガードレールはプロンプト攻撃を遮断している
#     description: 指示を書き換えるプロンプトは、アプリケーションに許されたすべての操作への入口となる。検知のみ、無効、または強度不足のフィルターは攻撃を通過させる。
#     messages:
#       unblocked: >-
#         {edition} には、強度 HIGH でプロンプトを遮断する有効な PROMPT_ATTACK フィルターがない
#     remediation: PROMPT_ATTACK フィルターを入力強度 HIGH、アクション BLOCK としてバージョンを発行し、これを欠くバージョンを削除する。
package controls.bedrock.guardrail_prompt_attack

import data.lib.guardrail

violation contains {
	"code": "unblocked",
	"args": {"edition": edition},
	"evidence": [concat("", [pointer, "/ContentPolicyConfig/FiltersConfig"])],
} if {
	some pointer, edition in guardrail.editions
	not blocking[pointer]
}

# Prompt attacks come in prompts: the filter has no output side.
blocking contains pointer if {
	some pointer, policy in guardrail.content
	some filter in policy.FiltersConfig
	filter.Type == "PROMPT_ATTACK"
	guardrail.at_least(filter.InputStrength, "HIGH")
	guardrail.blocks_input(filter)
}
