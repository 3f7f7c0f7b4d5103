# METADATA
# title: Agents run on models that AWS still maintains
# description: >-
#   A legacy model gets no improvements, loses quota and ends on a date that AWS sets; an agent that still runs on it
#   then stops answering.
# custom:
#   resource: AWS::Bedrock::AgentAlias
#   severity: medium
#   theme: resilience
#   live_only: true
#   messages:
#     legacy: the model {model} is {status}
#     retired: the model {model} of the routed version {version} is no longer offered in the region
#   remediation: >-
#     Move the agent to a model that is active, evaluate it, create a new version and route the alias to it.
#   ja:
#     title: エージェントは AWS が維持しているモデルで動作する
#     description: レガシーのモデルは改善されず、クォータも縮小し、AWS の定める日に終了する。その時点で、依存するエージェントは応答できなくなる。
#     messages:
#       legacy: モデル {model} の状態は {status} である
#       retired: ルーティング先のバージョン {version} のモデル {model} は、このリージョンでは提供されていない
#     remediation: 有効なモデルへエージェントを移行し、評価のうえ新しいバージョンを作成してエイリアスのルーティング先とする。
package controls.bedrock.model_lifecycle

import data.lib.evidence
import data.lib.residency

# AWS's own alias for tests in the console: it routes to the draft and cannot be changed.
applies if not input.resource.runtime.AgentAliasId == "TSTALIASID"

violation contains {
	"code": "legacy",
	"args": {"model": name, "status": status},
	"evidence": [evidence.at(["refs", "models", name, "properties", "modelLifecycle", "status"])],
} if {
	some name, model in input.refs.models
	status := model.properties.modelLifecycle.status
	status != "ACTIVE"
}

violation contains {
	"code": "retired",
	"args": {"model": word, "version": name},
	"evidence": [
		evidence.at(["refs", "versions", name, "properties", "foundationModel"]),
		evidence.at(["refs", "models", word]),
	],
} if {
	some name, version in input.refs.versions
	word := version.properties.foundationModel

	# Models of the account and profiles have lives of their own.
	not startswith(word, "arn:")
	not residency.names_profile(word)
	not input.refs.models[word]
}
