# METADATA
# title: Agent aliases route to numbered versions
# description: >-
#   The draft changes whenever somebody edits the agent. An alias that routes to it puts every edit in front of users,
#   unreviewed.
# custom:
#   resource: AWS::Bedrock::AgentAlias
#   severity: high
#   theme: approval
#   messages:
#     draft: the alias routes to the working draft
#   remediation: Create a version of the agent and route the alias to it (UpdateAgentAlias).
#   ja:
#     title: エージェントエイリアスは番号付きのバージョンへルーティングする
#     description: ドラフトは編集のたびに変わる。ドラフトへルーティングするエイリアスは、承認を経ない変更をそのまま利用者に届ける。
#     messages:
#       draft: エイリアスが作業中のドラフトへルーティングしている
#     remediation: エージェントのバージョンを作成し、エイリアスのルーティング先とする（UpdateAgentAlias）。
package controls.bedrock.agent_alias_not_draft

import data.lib.evidence

# AWS's own alias for tests in the console: it routes to the draft and cannot be changed.
applies if not input.resource.runtime.AgentAliasId == "TSTALIASID"

violation contains {
	"code": "draft",
	"evidence": [evidence.at(["resource", "properties", "RoutingConfiguration", index])],
} if {
	some index, route in input.resource.properties.RoutingConfiguration
	route.AgentVersion == "DRAFT"
}
