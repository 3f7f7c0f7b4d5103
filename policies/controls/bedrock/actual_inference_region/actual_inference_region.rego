# METADATA
# title: Models answered within the declared regions
# description: >-
#   What is configured says where a prompt may run, CloudTrail where it did. Every call on record in the scan's window
#   has to have run within the boundary.
# custom:
#   resource: Kansa::Region
#   severity: critical
#   theme: pii
#   live_only: true
#   messages:
#     outside: >-
#       {event} of {model} ran in {region}
#   remediation: >-
#     Find who called (the event is in CloudTrail), move them to an inference profile within the boundary, and deny
#     bedrock:InvokeModel* beyond it by aws:RequestedRegion and bedrock:InferenceProfileArn.
#   ja:
#     title: モデルは宣言した境界内のリージョンで応答した
#     description: 設定が示すのは処理され得る場所、CloudTrail が示すのは実際に処理された場所である。スキャン対象期間に記録された呼び出しは、すべて境界内で処理されていなければならない。
#     messages:
#       outside: >-
#         {model} の {event} が {region} で処理された
#     remediation: 呼び出し元をイベントから特定して境界内の推論プロファイルへ移行させ、境界外の bedrock:InvokeModel* を拒否する。
package controls.bedrock.actual_inference_region

import data.lib.evidence
import data.lib.residency

applies if residency.is_declared

violation contains {
	"code": "outside",
	"args": {
		"event": object.get(invocation, ["properties", "eventName"], "?"),
		"model": object.get(invocation, ["properties", "modelId"], "?"),
		"region": region,
	},
	"evidence": [
		evidence.at(["refs", "invocations", index, "properties", "inferenceRegion"]),
		residency.declared,
	],
} if {
	some index, invocation in input.refs.invocations
	region := invocation.properties.inferenceRegion
	not residency.is_inside(region)
}
