# METADATA
# title: Every agent has a role of its own
# description: >-
#   A shared role gives each agent what any of them needs, and CloudTrail cannot tell them apart.
# custom:
#   resource: AWS::Bedrock::Agent
#   severity: high
#   theme: access
#   live_only: true
#   messages:
#     agent: the agent {agent} takes the same role
#     version: the version {version} of another agent takes the same role
#   remediation: Give each agent a role of its own (UpdateAgent), create new versions and route the aliases to them.
#   ja:
#     title: エージェントはそれぞれ固有のロールを持つ
#     description: 共有されたロールは各エージェントに他のエージェントの権限まで与え、CloudTrail 上でも両者を区別できない。
#     messages:
#       agent: エージェント {agent} が同じロールを使用している
#       version: 別のエージェントのバージョン {version} が同じロールを使用している
#     remediation: エージェントごとに固有のロールを設定し（UpdateAgent）、新しいバージョンを作成してエイリアスのルーティング先とする。
package controls.bedrock.agent_role_not_shared

import data.lib.evidence

violation contains {
	"code": "agent",
	"args": {"agent": object.get(agent, ["properties", "AgentName"], "?")},
	"evidence": [
		role,
		"/resource/runtime/AgentId",
		evidence.at(["refs", "agents", index, "properties", "AgentResourceRoleArn"]),
		evidence.at(["refs", "agents", index, "runtime", "AgentId"]),
	],
} if {
	some index, agent in input.refs.agents
	agent.properties.AgentResourceRoleArn == input.resource.properties.AgentResourceRoleArn
	agent.runtime.AgentId != input.resource.runtime.AgentId
}

# A version keeps the role that it was made with, and any alias may be routed to it again.
violation contains {
	"code": "version",
	"args": {"version": concat("/", [version.properties.agentId, object.get(version, ["properties", "version"], "?")])},
	"evidence": [
		role,
		"/resource/runtime/AgentId",
		evidence.at(["refs", "versions", index, "properties", "agentResourceRoleArn"]),
		evidence.at(["refs", "versions", index, "properties", "agentId"]),
	],
} if {
	some index, version in input.refs.versions
	version.properties.agentResourceRoleArn == input.resource.properties.AgentResourceRoleArn
	version.properties.agentId != input.resource.runtime.AgentId
}

role := "/resource/properties/AgentResourceRoleArn"
