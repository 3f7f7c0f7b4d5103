# METADATA
# title: Application inference profiles stay within the declared regions
# description: >-
#   A request to an inference profile runs in any of its regions. One region outside of the boundary is enough for
#   personal data to leave it.
# custom:
#   resource: AWS::Bedrock::ApplicationInferenceProfile
#   severity: critical
#   theme: pii
#   live_only: true
#   messages:
#     outside: it may run requests in {region}
#     no_models: it shows no models, so nobody knows where it runs
#   remediation: >-
#     Make the profile anew from a model of the region, or from a system-defined profile whose regions all lie within
#     the boundary (e.g. jp. for Japan), and delete this one.
#   ja:
#     title: アプリケーション推論プロファイルは宣言した境界内のリージョンにとどまる
#     description: 推論プロファイルへのリクエストは、含まれるいずれかのリージョンで処理される。境界外のリージョンが一つでもあれば個人情報が越境し得る。
#     messages:
#       outside: リクエストを {region} で処理し得る
#       no_models: モデルが示されておらず、処理されるリージョンが分からない
#     remediation: リージョン内のモデル、またはすべてのリージョンが境界内にあるシステム定義プロファイル（日本であれば jp. など）からプロファイルを作り直し、本プロファイルを削除する。
package controls.bedrock.inference_profile_in_boundary

import data.lib.evidence
import data.lib.residency

applies if residency.is_declared

violation contains {
	"code": "outside",
	"args": {"region": residency.region_of(model)},
	"evidence": [evidence.at(["resource", "runtime", "models", index]), residency.declared],
} if {
	some index, model in input.resource.runtime.models
	not residency.is_inside(residency.region_of(model))
}

violation contains {"code": "no_models", "evidence": ["/resource/runtime/models"]} if not has_models

has_models if some _ in input.resource.runtime.models
