# METADATA
# title: Endpoints serve approved model packages only
# description: >-
#   Whatever an endpoint serves must lead back to a version of the model registry that somebody approved. A model that
#   was never registered, or whose approval was withdrawn, answers requests past the release process.
# custom:
#   resource: AWS::SageMaker::Endpoint
#   severity: critical
#   theme: approval
#   messages:
#     config_gone: >-
#       its configuration {config} is gone, so nothing shows which models it serves
#     nothing_served: its configuration names no production variant
#     no_model: >-
#       {variant} names no model of its own and none through an inference component, so nothing leads from it to an
#       approved package
#     model_gone: the model {model} of the variant {variant} does not exist
#     unregistered: >-
#       the variant {variant} serves the model {model}, whose container comes from no model package
#     package_gone: the variant {variant} serves the model package {package}, which does not exist
#     not_approved: >-
#       the variant {variant} serves the model package {package}, whose approval status is {status}
#   remediation: >-
#     Register the model in a model package group, have it approved, create the model from the approved package version
#     (ModelPackageName) and move the endpoint to it.
#   ja:
#     title: エンドポイントは承認済みのモデルパッケージのみを提供する
#     description: エンドポイントが提供するモデルは、モデルレジストリの承認済みバージョンまで追跡できなければならない。未登録のモデルや承認を取り消されたモデルは、リリース統制を経ずに本番で利用される。
#     messages:
#       config_gone: エンドポイント設定 {config} が削除されており、提供中のモデルを追跡できない
#       nothing_served: エンドポイント設定に本番バリアントがない
#       no_model: "{variant} にも推論コンポーネントにもモデルの指定がなく、承認済みパッケージまで追跡できない"
#       model_gone: バリアント {variant} のモデル {model} が存在しない
#       unregistered: バリアント {variant} のモデル {model} に、モデルパッケージに基づかないコンテナがある
#       package_gone: バリアント {variant} のモデルパッケージ {package} が存在しない
#       not_approved: バリアント {variant} のモデルパッケージ {package} の承認ステータスは {status} である
#     remediation: モデルをモデルパッケージグループに登録して承認者の承認を得たうえで、承認済みバージョン（ModelPackageName）からモデルを作成し、エンドポイントを切り替える。
package controls.sagemaker.endpoint_serves_approved_package

import data.lib.evidence
import data.lib.serving

# An endpoint goes on serving after its configuration was deleted; what it serves can then be traced no more.
violation contains {
	"code": "config_gone",
	"args": {"config": input.resource.properties.EndpointConfigName},
	"evidence": ["/resource/properties/EndpointConfigName", "/refs/config"],
} if {
	not input.refs.config.id
}

violation contains {
	"code": "nothing_served",
	"evidence": ["/refs/config/id", "/refs/config/properties/ProductionVariants"],
} if {
	input.refs.config.id
	not some_variant
}

# A variant that names no model serves its inference components; one without any, or a component that brings an image of
# its own, leads nowhere.
violation contains {"code": "no_model", "args": {"variant": entry.variant}, "evidence": entry.evidence} if {
	some entry in serving.modelless
}

violation contains {
	"code": "model_gone",
	"args": {"variant": entry.variant, "model": entry.model},
	"evidence": [pointer, evidence.at(["refs", "models", entry.model])],
} if {
	some pointer, entry in serving.served
	not input.refs.models[entry.model]
}

# All that a request passes through must be registered: one container that is not makes the model unregistered.
violation contains {
	"code": "unregistered",
	"args": {"variant": entry.variant, "model": entry.model},
	"evidence": [pointer, concat("", [place, "/ModelPackageName"])],
} if {
	some pointer, entry in serving.served
	some place, container in serving.containers[entry.model]
	not container.ModelPackageName
}

violation contains {
	"code": "unregistered",
	"args": {"variant": entry.variant, "model": entry.model},
	"evidence": [pointer, evidence.at(["refs", "models", entry.model])],
} if {
	some pointer, entry in serving.served
	input.refs.models[entry.model]
	not serving.containers[entry.model]
}

violation contains {
	"code": "package_gone",
	"args": {"variant": entry.variant, "package": package_name},
	"evidence": [pointer, concat("", [place, "/ModelPackageName"]), evidence.at(["refs", "packages", package_name])],
} if {
	some pointer, entry in serving.served
	some place, container in serving.containers[entry.model]
	package_name := container.ModelPackageName
	not input.refs.packages[package_name]
}

# A package outside of a group (an "unversioned" one) has no approval status at all.
violation contains {
	"code": "not_approved",
	"args": {"variant": entry.variant, "package": container.ModelPackageName, "status": status_of(served)},
	"evidence": [
		pointer,
		concat("", [place, "/ModelPackageName"]),
		evidence.at(["refs", "packages", container.ModelPackageName, "properties", "ModelApprovalStatus"]),
	],
} if {
	some pointer, entry in serving.served
	some place, container in serving.containers[entry.model]
	served := input.refs.packages[container.ModelPackageName]
	not served.properties.ModelApprovalStatus == "Approved"
}

some_variant if {
	some _ in input.refs.config.properties.ProductionVariants
}

status_of(served) := object.get(served, ["properties", "ModelApprovalStatus"], "none")
