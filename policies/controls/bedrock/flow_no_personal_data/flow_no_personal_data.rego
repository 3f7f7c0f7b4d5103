# METADATA
# title: Definitions of flows hold no personal data
# description: >-
#   Whoever may read a flow reads the prompts, code and conditions of its nodes, and models are sent them. They are
#   never kept; what detectors found in them is.
# custom:
#   resource: AWS::Bedrock::FlowVersion
#   severity: high
#   theme: pii
#   messages:
#     found: "{place} holds personal data of the type {type} (values: {count})"
#   remediation: >-
#     Take the value out of the node, and pass it as an input of the flow, masked where no model needs it.
#   ja:
#     title: フローの定義に個人情報が含まれていない
#     description: フローの参照権限を持つ者は、各ノードのプロンプト、コードおよび条件式を読め、モデルにも送信される。本文は保存せず、検出した個人情報の種類と件数のみを記録する。
#     messages:
#       found: "{place} に個人情報が含まれている（種類は {type}、{count} 件）"
#     remediation: ノードから値を除き、フローの入力として渡す。モデルに不要な値はマスキングする。
package controls.bedrock.flow_no_personal_data

import data.lib.personal_data

violation contains flaw if some flaw in personal_data.flaws
