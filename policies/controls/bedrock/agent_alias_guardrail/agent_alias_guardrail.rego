# METADATA
# title: Agent aliases route to versions with a pinned guardrail
# description: >-
#   Users talk to the version that an alias routes to, not to the draft. A guardrail on the draft alone, or one that is
#   itself a draft, does not protect them, or changes under them.
# custom:
#   resource: AWS::Bedrock::AgentAlias
#   severity: high
#   theme: access
#   live_only: true
#   messages:
#     unguarded: the routed version {version} has no guardrail
#     unpinned: >-
#       the routed version {version} uses the guardrail version {guardrail}, which is not a published one
#     version_gone: the routed version {version} does not exist
#     not_routed: the alias routes to no version
#   remediation: >-
#     Give the agent a published guardrail version, prepare it, create a new agent version and route the alias to it.
#   ja:
#     title: エージェントエイリアスは、固定版ガードレールを備えたバージョンへルーティングする
#     description: 利用者が対話するのはドラフトではなくエイリアスのルーティング先である。ドラフトだけのガードレールや未発行のガードレールは利用者を保護しない。
#     messages:
#       unguarded: ルーティング先のバージョン {version} にガードレールがない
#       unpinned: ルーティング先のバージョン {version} のガードレール（{guardrail}）は発行済みのバージョンではない
#       version_gone: ルーティング先のバージョン {version} が存在しない
#       not_routed: エイリアスのルーティング先がない
#     remediation: エージェントに発行済みのガードレールのバージョンを設定し、新しいエージェントバージョンを作成してエイリアスのルーティング先とする。
package controls.bedrock.agent_alias_guardrail

import data.lib.evidence

# AWS's own alias for tests in the console: it routes to the draft and cannot be changed.
applies if not input.resource.runtime.AgentAliasId == "TSTALIASID"

violation contains {
	"code": "unguarded",
	"args": {"version": name},
	"evidence": [evidence.at(["refs", "versions", name, "properties", "guardrailConfiguration", "guardrailIdentifier"])],
} if {
	some name, version in input.refs.versions
	not version.properties.guardrailConfiguration.guardrailIdentifier
}

violation contains {
	"code": "unpinned",
	"args": {"version": name, "guardrail": guardrail_version(version)},
	"evidence": [evidence.at(["refs", "versions", name, "properties", "guardrailConfiguration"])],
} if {
	some name, version in input.refs.versions
	version.properties.guardrailConfiguration.guardrailIdentifier
	not regex.match(`^[1-9][0-9]*$`, guardrail_version(version))
}

violation contains {
	"code": "version_gone",
	"args": {"version": name},
	"evidence": [
		evidence.at(["resource", "runtime", "RoutedVersions", index]),
		evidence.at(["refs", "versions", name]),
	],
} if {
	some index, name in input.resource.runtime.RoutedVersions
	not input.refs.versions[name]
}

violation contains {"code": "not_routed", "evidence": ["/resource/runtime/RoutedVersions"]} if not routed

routed if some _ in input.resource.runtime.RoutedVersions

guardrail_version(version) := object.get(version, ["properties", "guardrailConfiguration", "guardrailVersion"], "none")
