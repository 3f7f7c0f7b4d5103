# METADATA
# title: Agents run on models within the declared regions
# description: >-
#   An inference profile sends a prompt to any of its regions, whichever region the agent stands in. One region
#   outside of the boundary is enough for personal data to leave it.
# custom:
#   resource: AWS::Bedrock::AgentAlias
#   severity: critical
#   theme: pii
#   live_only: true
#   messages:
#     profile: the inference profile {profile} of a routed version reaches {region}
#     unlisted: >-
#       no inference profile {profile} is listed for the routed version {version}, so nobody knows where it runs
#     region: the agent itself stands in {region}
#   remediation: >-
#     Choose a model of the region, or an inference profile whose regions all lie within the boundary (e.g. jp. for
#     Japan), create a new version and route the alias to it.
#   ja:
#     title: エージェントは宣言した境界内のリージョンのモデルで動作する
#     description: 推論プロファイルは、エージェントの所在リージョンにかかわらず、含まれるいずれかのリージョンへプロンプトを送る。境界外のリージョンが一つでもあれば個人情報が越境し得る。
#     messages:
#       profile: ルーティング先のバージョンの推論プロファイル {profile} は {region} に到達する
#       unlisted: ルーティング先のバージョン {version} の推論プロファイル {profile} が一覧になく、処理されるリージョンが分からない
#       region: エージェント自体が {region} にある
#     remediation: リージョン内のモデル、またはすべてのリージョンが境界内にある推論プロファイル（日本であれば jp. など）を選び、新しいバージョンを作成してエイリアスのルーティング先とする。
package controls.bedrock.agent_model_in_boundary

import data.lib.evidence
import data.lib.residency

applies if {
	residency.is_declared
	not input.resource.runtime.AgentAliasId == "TSTALIASID"
}

violation contains {
	"code": "profile",
	"args": {"profile": name, "region": residency.region_of(model)},
	"evidence": [evidence.at(["refs", "profiles", name, "properties", "models", index]), residency.declared],
} if {
	some name, profile in input.refs.profiles
	some index, model in profile.properties.models
	not residency.is_inside(residency.region_of(model))
}

violation contains {
	"code": "profile",
	"args": {"profile": name, "region": residency.region_of(model)},
	"evidence": [evidence.at(["refs", "applicationProfiles", name, "runtime", "models", index]), residency.declared],
} if {
	some name, profile in input.refs.applicationProfiles
	some index, model in profile.runtime.models
	not residency.is_inside(residency.region_of(model))
}

violation contains {
	"code": "unlisted",
	"args": {"profile": word, "version": name},
	"evidence": [
		evidence.at(["refs", "versions", name, "properties", "foundationModel"]),
		evidence.at(["refs", "profiles", word]),
		evidence.at(["refs", "applicationProfiles", word]),
	],
} if {
	some name, version in input.refs.versions
	word := version.properties.foundationModel
	residency.names_profile(word)
	not input.refs.profiles[word]
	not input.refs.applicationProfiles[word]
}

violation contains {
	"code": "region",
	"args": {"region": input.resource.region},
	"evidence": ["/resource/region", residency.declared],
} if {
	not residency.is_inside(input.resource.region)
}
