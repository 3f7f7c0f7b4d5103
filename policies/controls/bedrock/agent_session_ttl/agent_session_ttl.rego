# METADATA
# title: Agents end idle sessions in time
# description: >-
#   A session keeps the conversation for whoever comes back to it. The shorter it idles, the less of it can be picked
#   up by somebody else.
# custom:
#   resource: AWS::Bedrock::AgentAlias
#   severity: low
#   theme: access
#   live_only: true
#   messages:
#     too_long: the routed version {version} keeps idle sessions for {seconds} seconds
#   remediation: Lower the idle session timeout of the agent, create a new version and route the alias to it.
#   ja:
#     title: エージェントはアイドル状態のセッションを所定の時間内に終了する
#     description: セッションには会話が保持される。アイドル時間が短いほど、第三者に会話を引き継がれる余地は小さい。
#     messages:
#       too_long: ルーティング先のバージョン {version} はアイドル状態のセッションを {seconds} 秒間保持する
#     remediation: エージェントのアイドルセッションのタイムアウトを短くして新しいバージョンを作成し、エイリアスのルーティング先とする。
package controls.bedrock.agent_session_ttl

import data.lib.evidence

# AWS's own alias for tests in the console: it routes to the draft and cannot be changed.
applies if not input.resource.runtime.AgentAliasId == "TSTALIASID"

violation contains {
	"code": "too_long",
	"args": {"seconds": text_of(seconds), "version": name},
	"evidence": [
		evidence.at(["refs", "versions", name, "properties", "idleSessionTTLInSeconds"]),
		"/params/bedrock/session_ttl_seconds",
	],
} if {
	some name, version in input.refs.versions
	seconds := object.get(version, ["properties", "idleSessionTTLInSeconds"], "?")
	not short_enough(seconds)
}

short_enough(seconds) if {
	is_number(seconds)
	seconds <= input.params.bedrock.session_ttl_seconds
}

text_of(seconds) := format_int(seconds, 10) if is_number(seconds)

text_of(seconds) := "?" if not is_number(seconds)
