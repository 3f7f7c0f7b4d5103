# METADATA
# title: Flow aliases route to versions whose models answer behind a pinned guardrail
# description: >-
#   In a flow each prompt and each knowledge base node has a guardrail of its own, or none. One that is itself a draft
#   changes under the flow.
# custom:
#   resource: AWS::Bedrock::FlowAlias
#   severity: high
#   theme: access
#   live_only: true
#   messages:
#     unguarded: the node {node} of the routed version {version} has no guardrail
#     unpinned: >-
#       the node {node} of the routed version {version} uses the guardrail version {guardrail}, which is not a published
#       one
#     version_gone: the routed version {version} does not exist
#   remediation: >-
#     Give every prompt and knowledge base node a published guardrail version, create a version of the flow and route
#     the alias to it.
#   ja:
#     title: フローエイリアスは、固定版ガードレールの下でモデルが応答するバージョンへルーティングする
#     description: フローでは、プロンプトとナレッジベースの各ノードがそれぞれガードレールを持つ。未発行のガードレールは、フローの変更なしに内容が変わる。
#     messages:
#       unguarded: ルーティング先のバージョン {version} のノード {node} にガードレールがない
#       unpinned: ルーティング先のバージョン {version} のノード {node} のガードレール（{guardrail}）は発行済みのバージョンではない
#       version_gone: ルーティング先のバージョン {version} が存在しない
#     remediation: プロンプトとナレッジベースの各ノードに発行済みのガードレールのバージョンを設定し、フローのバージョンを作成してエイリアスのルーティング先とする。
package controls.bedrock.flow_guardrail

import data.lib.evidence

# AWS's own alias for tests in the console: it routes to the draft and cannot be changed.
applies if not input.resource.runtime.FlowAliasId == "TSTALIASID"

violation contains {
	"code": "unguarded",
	"args": {"node": node.name, "version": node.version},
	"evidence": [pointer],
} if {
	some pointer, node in answering
	not node.configuration.guardrailConfiguration.guardrailIdentifier
}

violation contains {
	"code": "unpinned",
	"args": {"guardrail": guardrail_version(node), "node": node.name, "version": node.version},
	"evidence": [pointer],
} if {
	some pointer, node in answering
	node.configuration.guardrailConfiguration.guardrailIdentifier
	not regex.match(`^[1-9][0-9]*$`, guardrail_version(node))
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

# The nodes that let a model answer, by their pointers.
answering[pointer] := {
	"name": object.get(node, "name", "?"),
	"version": name,
	"configuration": node.configuration.prompt,
} if {
	some name, version in input.refs.versions
	some index, node in version.runtime.Nodes
	pointer := evidence.at(["refs", "versions", name, "runtime", "Nodes", index])
}

# Without a model a knowledge base node only looks documents up.
answering[pointer] := {
	"name": object.get(node, "name", "?"),
	"version": name,
	"configuration": node.configuration.knowledgeBase,
} if {
	some name, version in input.refs.versions
	some index, node in version.runtime.Nodes
	node.configuration.knowledgeBase.modelId
	pointer := evidence.at(["refs", "versions", name, "runtime", "Nodes", index])
}

guardrail_version(node) := object.get(node, ["configuration", "guardrailConfiguration", "guardrailVersion"], "none")
