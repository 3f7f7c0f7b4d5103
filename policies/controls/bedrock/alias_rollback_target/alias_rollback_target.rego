# METADATA
# title: Agent aliases have a version to go back to
# description: >-
#   When a release of an agent goes wrong, the alias is routed back to the version before. Where there is none, only a
#   new release can mend it.
# custom:
#   resource: AWS::Bedrock::AgentAlias
#   severity: medium
#   theme: resilience
#   live_only: true
#   messages:
#     none: the agent has no other numbered version to which the alias could be routed
#   remediation: Keep the version that answered before when a new one is released.
#   ja:
#     title: エージェントエイリアスには切り戻し先のバージョンがある
#     description: エージェントのリリースに問題があれば、エイリアスを以前のバージョンへ切り戻す。切り戻し先がなければ、新たなリリースを待つほかない。
#     messages:
#       none: エイリアスのルーティング先となり得る別の番号付きバージョンがない
#     remediation: 新しいバージョンをリリースした後も、直前まで応答していたバージョンを残す。
package controls.bedrock.alias_rollback_target

# AWS's own alias for tests in the console: it routes to the draft and cannot be changed.
applies if not input.resource.runtime.AgentAliasId == "TSTALIASID"

violation contains {
	"code": "none",
	"evidence": [
		"/resource/properties/AgentId",
		"/resource/properties/RoutingConfiguration",
		"/refs/agentVersions",
	],
} if {
	not has_other
}

has_other if {
	some version in input.refs.agentVersions
	version.properties.agentId == input.resource.properties.AgentId
	number := version.properties.version
	regex.match(`^[1-9][0-9]*$`, number)
	not number in routed
}

routed contains route.AgentVersion if some route in input.resource.properties.RoutingConfiguration
