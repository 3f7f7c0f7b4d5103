# METADATA
# title: Descriptions of action groups hold no personal data
# description: >-
#   A model reads how its tools are described, and may repeat it to whoever asks. The descriptions are never kept;
#   what detectors found in them, or in an OpenAPI schema, is.
# custom:
#   resource: AWS::Bedrock::AgentActionGroup
#   severity: high
#   theme: pii
#   messages:
#     found: "{place} holds personal data of the type {type} (values: {count})"
#   remediation: >-
#     Take the value out of the description, and let the action fetch what it needs when it is called.
#   ja:
#     title: アクショングループの説明に個人情報が含まれていない
#     description: モデルはツールの説明を読み、問われれば利用者に開示しうる。説明文は保存せず、説明および OpenAPI スキーマから検出した個人情報の種類と件数のみを記録する。
#     messages:
#       found: "{place} に個人情報が含まれている（種類は {type}、{count} 件）"
#     remediation: 説明文から値を除き、必要な情報は、アクションの実行時に取得させる。
package controls.bedrock.agent_action_group_no_personal_data

import data.lib.personal_data

violation contains flaw if some flaw in personal_data.flaws
