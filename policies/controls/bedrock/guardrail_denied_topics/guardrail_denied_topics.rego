# METADATA
# title: Guardrails deny the topics that the organisation does not talk about
# description: >-
#   What an assistant must not talk about, e.g. investment advice, is a decision of the organisation. It holds only
#   where the guardrail denies the topic in prompts and in answers.
# custom:
#   resource: AWS::Bedrock::Guardrail
#   severity: medium
#   theme: access
#   messages:
#     not_denied: >-
#       {edition} does not deny the topic {topic} in both prompts and answers
#   remediation: >-
#     Add every required topic with type DENY, blocking prompts and answers, publish a version, and delete the versions
#     that lack it.
#   ja:
#     title: ガードレールは組織が扱わないと定めた話題を拒否している
#     description: 投資助言など、アシスタントが扱ってはならない話題は組織が決める。その決定は、ガードレールが入力と出力の双方で話題を拒否して初めて守られる。
#     messages:
#       not_denied: >-
#         {edition} は、プロンプトと応答の双方で話題 {topic} を拒否していない
#     remediation: 必要な話題をすべて DENY として入力と出力の双方で遮断する設定で追加し、バージョンを発行して、これを欠くバージョンを削除する。
package controls.bedrock.guardrail_denied_topics

import data.lib.guardrail

applies if some _ in input.params.bedrock.denied_topics

violation contains {
	"code": "not_denied",
	"args": {"edition": edition, "topic": topic},
	"evidence": [concat("", [pointer, "/TopicPolicyConfig/TopicsConfig"]), "/params/bedrock/denied_topics"],
} if {
	some pointer, edition in guardrail.editions
	some topic in input.params.bedrock.denied_topics
	not denied[pointer][topic]
}

denied[pointer] contains topic.Name if {
	some pointer, policy in guardrail.topics
	some topic in policy.TopicsConfig
	object.get(topic, "Type", "DENY") == "DENY"
	guardrail.blocks_input(topic)
	guardrail.blocks_output(topic)
}
