# METADATA
# title: Flow aliases route to numbered versions
# description: >-
#   The draft changes whenever somebody edits the flow. An alias that routes to it puts every edit in front of users,
#   unreviewed.
# custom:
#   resource: AWS::Bedrock::FlowAlias
#   severity: high
#   theme: approval
#   messages:
#     draft: the alias routes to the working draft
#   remediation: Create a version of the flow and route the alias to it (UpdateFlowAlias).
#   ja:
#     title: フローエイリアスは番号付きのバージョンへルーティングする
#     description: ドラフトは編集のたびに変わる。ドラフトへルーティングするエイリアスは、承認を経ない変更をそのまま利用者に届ける。
#     messages:
#       draft: エイリアスが作業中のドラフトへルーティングしている
#     remediation: フローのバージョンを作成し、エイリアスのルーティング先とする（UpdateFlowAlias）。
package controls.bedrock.flow_alias_not_draft

import data.lib.evidence

# AWS's own alias for tests in the console: it routes to the draft and cannot be changed.
applies if not input.resource.runtime.FlowAliasId == "TSTALIASID"

violation contains {
	"code": "draft",
	"evidence": [evidence.at(["resource", "properties", "RoutingConfiguration", index])],
} if {
	some index, route in input.resource.properties.RoutingConfiguration
	route.FlowVersion == "DRAFT"
}
