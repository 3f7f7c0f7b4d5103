# METADATA
# title: Provisioned throughput is of models that AWS still maintains
# description: >-
#   Capacity of a legacy model is paid for until a date that AWS sets, on which what depends on it stops answering. The
#   base model counts where the model was customised.
# custom:
#   resource: AWS::Bedrock::ProvisionedModelThroughput
#   severity: medium
#   theme: resilience
#   live_only: true
#   messages:
#     legacy: the model {model} is {status}
#     retired: the model {model} is no longer offered in the region
#   remediation: >-
#     Move the application to a model that is active, evaluate it there, and let the commitment end.
#   ja:
#     title: プロビジョンドスループットのモデルは AWS が維持している
#     description: レガシーのモデルの容量は AWS の定める終了日まで課金され、その日に、依存するアプリケーションは応答できなくなる。カスタマイズされたモデルでは基盤モデルで判断する。
#     messages:
#       legacy: モデル {model} の状態は {status} である
#       retired: モデル {model} は、このリージョンでは提供されていない
#     remediation: 有効なモデルへアプリケーションを移行して評価し、確約期間の終了とともに容量を手放す。
package controls.bedrock.provisioned_throughput_lifecycle

import data.lib.evidence

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
	"args": {"model": name},
	"evidence": ["/resource/properties/foundationModelArn", evidence.at(["refs", "models", name])],
} if {
	name := input.resource.properties.foundationModelArn
	not input.refs.models[name].id
}
