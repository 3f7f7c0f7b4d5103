# METADATA
# title: Instructions and prompts of agents hold no personal data
# description: >-
#   An agent sends its instruction with every turn, may repeat it to whoever asks, and traces keep it. Its texts are
#   never kept; what detectors found in the instruction, the descriptions and the overridden prompts of the draft is.
# custom:
#   resource: AWS::Bedrock::Agent
#   severity: high
#   theme: pii
#   messages:
#     found: "{place} holds personal data of the type {type} (values: {count})"
#   remediation: >-
#     Take the value out of the instruction, and let the agent fetch what it needs by an action that checks who asks.
#   ja:
#     title: エージェントの指示文とプロンプトに個人情報が含まれていない
#     description: エージェントは応答のたびに指示文を送信し、問われれば利用者に開示しうる。トレースにも残る。本文は保存せず、下書きの指示文、説明および上書きプロンプトから検出した個人情報の種類と件数のみを記録する。
#     messages:
#       found: "{place} に個人情報が含まれている（種類は {type}、{count} 件）"
#     remediation: 指示文から値を除き、必要な情報は、依頼者を確認するアクションを通じて取得させる。
package controls.bedrock.agent_instruction_no_personal_data

import data.lib.personal_data

violation contains flaw if some flaw in personal_data.flaws
