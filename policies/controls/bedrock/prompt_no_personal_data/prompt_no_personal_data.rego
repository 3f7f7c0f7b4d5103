# METADATA
# title: Prompts hold no personal data
# description: >-
#   Whoever may read a prompt reads it, every call sends it to a model, and logs of invocations keep it. Published
#   versions, which applications run, hold what was taken out of the draft since. No text is ever kept; what detectors
#   found in the working draft and in each published version is.
# custom:
#   resource: AWS::Bedrock::Prompt
#   severity: high
#   theme: pii
#   messages:
#     found: "{place} holds personal data of the type {type} (values: {count})"
#   remediation: >-
#     Take the value out of the prompt and fill it in as a variable at the time of the call, masked where the model
#     needs none. A published version cannot be changed: publish a new one, let applications run that, and delete the
#     old one.
#   ja:
#     title: プロンプトに個人情報が含まれていない
#     description: プロンプトは参照者とモデル、呼び出しログに渡る。公開済みバージョンには下書きで除いた値も残る。本文は保存せず、下書きと各公開済みバージョンから検出した種類と件数のみを記録する。
#     messages:
#       found: "{place} に個人情報が含まれている（種類は {type}、{count} 件）"
#     remediation: プロンプトから値を除き、呼び出し時に変数として渡す。公開済みバージョンは変更できないため、新しいバージョンに切り替えて旧バージョンを削除する。
package controls.bedrock.prompt_no_personal_data

import data.lib.personal_data

violation contains flaw if some flaw in personal_data.flaws
