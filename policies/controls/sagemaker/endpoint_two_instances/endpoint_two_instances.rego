# METADATA
# title: Endpoints run on two instances or more
# description: >-
#   SageMaker spreads the instances of a variant over availability zones; a single one falls with its zone. What runs
#   now is judged, and the configuration only where nothing runs yet. Serverless variants have no instances.
# custom:
#   resource: AWS::SageMaker::Endpoint
#   severity: medium
#   theme: resilience
#   messages:
#     too_few: the variant {variant} runs on fewer than two instances
#     too_few_configured: the variant {variant} is configured for fewer than two instances
#     untold: nothing shows on how many instances it runs
#   remediation: >-
#     Raise InitialInstanceCount, or MinCapacity of its scalable target, to two or more
#     (UpdateEndpointWeightsAndCapacities).
#   ja:
#     title: エンドポイントは二つ以上のインスタンスで稼働している
#     description: SageMaker はインスタンスを複数のアベイラビリティゾーンに分散する。一台ではゾーン障害で停止する。現在の台数で判断し、稼働前は設定値で判断する。サーバーレスは対象外である。
#     messages:
#       too_few: バリアント {variant} のインスタンスが二つ未満である
#       too_few_configured: バリアント {variant} の設定上のインスタンス数が二つ未満である
#       untold: インスタンス数を確認できない
#     remediation: InitialInstanceCount またはスケーラブルターゲットの MinCapacity を 2 以上にする（UpdateEndpointWeightsAndCapacities）。
package controls.sagemaker.endpoint_two_instances

import data.lib.endpoint
import data.lib.evidence

# What is being made or goes away runs on none for good reason.
applies if not endpoint.is_in_passage

violation contains {
	"code": "too_few",
	"args": {"variant": name_of(variant)},
	"evidence": [evidence.at(["resource", "runtime", "ProductionVariants", index])],
} if {
	some index, variant in input.resource.runtime.ProductionVariants
	not variant.CurrentServerlessConfig
	not is_enough(object.get(variant, "CurrentInstanceCount", 0))
}

violation contains {
	"code": "too_few_configured",
	"args": {"variant": name_of(variant)},
	"evidence": [running, evidence.at(["refs", "config", "properties", "ProductionVariants", index])],
} if {
	not is_running
	some index, variant in input.refs.config.properties.ProductionVariants
	not variant.ServerlessConfig
	not is_enough(object.get(variant, "InitialInstanceCount", 0))
}

violation contains {
	"code": "untold",
	"evidence": [running, "/refs/config/properties/ProductionVariants"],
} if {
	not is_running
	not is_configured
}

is_running if some _ in input.resource.runtime.ProductionVariants

is_configured if some _ in input.refs.config.properties.ProductionVariants

is_enough(instances) if {
	is_number(instances)
	instances >= 2
}

name_of(variant) := object.get(variant, "VariantName", "?")

running := "/resource/runtime/ProductionVariants"
