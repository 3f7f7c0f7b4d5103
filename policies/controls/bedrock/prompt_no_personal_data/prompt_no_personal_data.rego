# METADATA
# title: Prompts hold no personal data
# description: >-
#   Whoever may read a prompt reads it, every call sends it to a model, and logs of invocations keep it. Its text is
#   never kept; what detectors found in the working draft of each variant is.
# custom:
#   resource: AWS::Bedrock::Prompt
#   severity: high
#   theme: pii
#   messages:
#     found: "{place} holds personal data of the type {type} (values: {count})"
#   remediation: >-
#     Take the value out of the prompt and fill it in as a variable at the time of the call, masked where the model
#     needs none.
#   ja:
#     title: プロンプトに個人情報が含まれていない
#     description: プロンプトは参照権限を持つ者に読まれ、呼び出しの都度モデルに送信され、呼び出しログにも残る。本文は保存せず、各バリアントの下書きから検出した個人情報の種類と件数のみを記録する。
#     messages:
#       found: "{place} に個人情報が含まれている（種類は {type}、{count} 件）"
#     remediation: プロンプトから値を除き、呼び出し時に変数として渡す。モデルに不要な値はマスキングする。
package controls.bedrock.prompt_no_personal_data

import data.lib.personal_data

violation contains flaw if some flaw in personal_data.flaws
