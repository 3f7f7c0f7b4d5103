# METADATA
# title: Agents forget what users said in time
# description: >-
#   Memory keeps summaries of conversations, personal data included, across sessions. How long it may do so has to be
#   decided, not left to a default.
# custom:
#   resource: AWS::Bedrock::AgentAlias
#   severity: medium
#   theme: pii
#   live_only: true
#   messages:
#     too_long: the routed version {version} remembers conversations for {days} days
#   remediation: >-
#     Lower the storage days of the agent's memory, or switch it off, create a new version and route the alias to it.
#   ja:
#     title: エージェントは利用者の発言を所定の期間内に忘れる
#     description: メモリは個人情報を含む会話の要約をセッションを越えて保持する。その期間は既定値に委ねず、組織が決める必要がある。
#     messages:
#       too_long: ルーティング先のバージョン {version} は会話を {days} 日間記憶する
#     remediation: エージェントのメモリの保持日数を短くするかメモリを無効にして新しいバージョンを作成し、エイリアスのルーティング先とする。
package controls.bedrock.agent_memory_retention

import data.lib.evidence

# AWS's own alias for tests in the console: it routes to the draft and cannot be changed.
applies if not input.resource.runtime.AgentAliasId == "TSTALIASID"

violation contains {
	"code": "too_long",
	"args": {"days": text_of(days), "version": name},
	"evidence": [
		evidence.at(["refs", "versions", name, "properties", "memoryConfiguration"]),
		"/params/bedrock/memory_days",
	],
} if {
	some name, version in input.refs.versions
	some _ in version.properties.memoryConfiguration.enabledMemoryTypes

	# AWS keeps memory for 30 days where nothing is said.
	days := object.get(version, ["properties", "memoryConfiguration", "storageDays"], 30)
	not short_enough(days)
}

short_enough(days) if {
	is_number(days)
	days <= input.params.bedrock.memory_days
}

text_of(days) := format_int(days, 10) if is_number(days)

text_of(days) := "?" if not is_number(days)
