# METADATA
# title: Endpoint variants scale by themselves, from two instances up
# description: >-
#   A variant of fixed size fails under load, and one that scales down to a single instance falls with its zone. A
#   target without a policy, or with scaling out suspended, does not scale. Serverless variants scale by nature.
# custom:
#   resource: AWS::SageMaker::Endpoint
#   severity: medium
#   theme: resilience
#   live_only: true
#   messages:
#     no_target: the variant {variant} is no scalable target
#     too_low: the variant {variant} may scale down to fewer than two instances
#     no_policy: no scaling policy is attached to the variant {variant}
#     suspended: scaling out of the variant {variant} is suspended
#     untold: nothing shows which variants it runs
#   remediation: >-
#     Register each variant with Application Auto Scaling (MinCapacity 2 or more) and attach a target tracking policy.
#   ja:
#     title: エンドポイントのバリアントは二つ以上のインスタンスを下限に自動でスケールする
#     description: 台数が固定のバリアントは負荷に耐えず、一台まで縮小すればゾーン障害で停止する。ポリシーのないターゲットやスケールアウトの停止中は機能しない。サーバーレスは対象外である。
#     messages:
#       no_target: バリアント {variant} がスケーラブルターゲットとして登録されていない
#       too_low: バリアント {variant} は二つ未満のインスタンスまで縮小しうる
#       no_policy: バリアント {variant} にスケーリングポリシーがない
#       suspended: バリアント {variant} のスケールアウトが停止されている
#       untold: 稼働中のバリアントを確認できない
#     remediation: 各バリアントを Application Auto Scaling に登録し（MinCapacity は 2 以上）、ターゲット追跡ポリシーを設定する。
package controls.sagemaker.endpoint_autoscaling

import data.lib.endpoint
import data.lib.evidence

applies if not endpoint.is_in_passage

violation contains {"code": "no_target", "args": {"variant": name}, "evidence": [pointer, targets_place]} if {
	some pointer, name in fixed
	count(targets(name)) == 0
}

violation contains {
	"code": "too_low",
	"args": {"variant": name},
	"evidence": [pointer, evidence.at(["refs", "scalableTargets", index])],
} if {
	some pointer, name in fixed
	some index, target in targets(name)
	not is_enough(object.get(target, ["properties", "MinCapacity"], 0))
}

violation contains {
	"code": "suspended",
	"args": {"variant": name},
	"evidence": [pointer, evidence.at(["refs", "scalableTargets", index])],
} if {
	some pointer, name in fixed
	some index, target in targets(name)
	target.properties.SuspendedState.DynamicScalingOutSuspended == true
}

violation contains {"code": "no_policy", "args": {"variant": name}, "evidence": [pointer, "/refs/scalingPolicies"]} if {
	some pointer, name in fixed
	not has_policy(name)
}

# A variant of inference components may be scaled by SageMaker itself.
violation contains {"code": "too_low", "args": {"variant": name_of(variant)}, "evidence": [pointer]} if {
	some index, variant in input.resource.runtime.ProductionVariants
	pointer := evidence.at(["resource", "runtime", "ProductionVariants", index])
	is_managed(variant)
	not is_enough(object.get(variant, ["ManagedInstanceScaling", "MinInstanceCount"], 0))
}

violation contains {"code": "untold", "evidence": ["/resource/runtime/ProductionVariants"]} if not runs

runs if some _ in input.resource.runtime.ProductionVariants

fixed[pointer] := name_of(variant) if {
	some index, variant in input.resource.runtime.ProductionVariants
	pointer := evidence.at(["resource", "runtime", "ProductionVariants", index])
	not variant.CurrentServerlessConfig
	not is_managed(variant)
}

is_managed(variant) if variant.ManagedInstanceScaling.Status == "ENABLED"

targets(name) := {index: target |
	some index, target in input.refs.scalableTargets
	scales(target, name)
}

has_policy(name) if {
	some policy in input.refs.scalingPolicies
	scales(policy, name)
}

# All that is joined scales this endpoint: the last part of its resource id is the variant.
scales(scaling, name) if {
	scaling.properties.ScalableDimension == "sagemaker:variant:DesiredInstanceCount"
	split(scaling.properties.ResourceId, "/")[3] == name
}

is_enough(instances) if {
	is_number(instances)
	instances >= 2
}

name_of(variant) := object.get(variant, "VariantName", "?")

targets_place := "/refs/scalableTargets"
