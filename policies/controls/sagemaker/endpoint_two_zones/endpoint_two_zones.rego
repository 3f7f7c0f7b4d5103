# METADATA
# title: Models behind endpoints have subnets in two availability zones or more
# description: >-
#   SageMaker places the instances of a variant in the zones of its model's subnets: with subnets in one zone alone, all
#   of them fall together. Models without a VPC are spread by SageMaker itself.
# custom:
#   resource: AWS::SageMaker::Endpoint
#   severity: medium
#   theme: resilience
#   live_only: true
#   messages:
#     one_zone: the subnets of the model {model} lie in {count} availability zone
#   remediation: >-
#     Create the model anew with a VpcConfig naming subnets in two or more availability zones, and update the endpoint.
#   ja:
#     title: エンドポイントのモデルは二つ以上のアベイラビリティゾーンのサブネットに配置されている
#     description: SageMaker はモデルのサブネットのゾーンにインスタンスを配置する。ゾーンが一つだと、その障害で全台が停止する。VPC を指定しないモデルは SageMaker が分散する。
#     messages:
#       one_zone: モデル {model} のサブネットがあるアベイラビリティゾーンは {count} 個である
#     remediation: 二つ以上のアベイラビリティゾーンのサブネットを VpcConfig に指定してモデルを作成し直し、エンドポイントを更新する。
package controls.sagemaker.endpoint_two_zones

import data.lib.evidence

applies if {
	some model in input.refs.models
	model.properties.VpcConfig
}

violation contains {
	"code": "one_zone",
	"args": {"model": name, "count": format_int(count(zones), 10)},
	"evidence": array.concat(
		[evidence.at(["refs", "models", name, "properties", "VpcConfig"])],
		[evidence.at(["refs", "subnets", subnet]) | some subnet in model.properties.VpcConfig.Subnets],
	),
} if {
	some name, model in input.refs.models
	model.properties.VpcConfig
	zones := {zone |
		some subnet in model.properties.VpcConfig.Subnets
		zone := input.refs.subnets[subnet].properties.AvailabilityZone
	}
	count(zones) < 2
}
