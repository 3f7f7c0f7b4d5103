# METADATA
# title: Bedrock invocation logs hold the bodies that the organisation decided to keep, and no others
# description: >-
#   Bodies in the log are personal data that somebody must answer for, and evidence that somebody will ask for. Which
#   kinds are kept is a decision; both a missing and an undeclared kind depart from it.
# custom:
#   resource: Kansa::Region
#   severity: high
#   theme: pii
#   messages:
#     missing: >-
#       {kind} bodies are to be logged and are not
#     undeclared: >-
#       {kind} bodies are logged although nobody decided so
#   remediation: >-
#     Set the data delivery switches of the invocation logging to what was decided
#     (PutModelInvocationLoggingConfiguration), or record another decision in the parameters.
#   ja:
#     title: Bedrock の呼び出しログには、組織が保存すると決めた種類の本文だけが残る
#     description: ログに残る本文は、責任を伴う個人情報であると同時に監査で求められる証拠でもある。どの種類を残すかは組織の決定であり、欠落も無断の記録もその決定に反する。
#     messages:
#       missing: 記録すると定めた {kind} の本文が記録されていない
#       undeclared: 記録すると定めていない {kind} の本文が記録されている
#     remediation: 呼び出しログの本文配信の設定を決定どおりに改める（PutModelInvocationLoggingConfiguration）か、決定をパラメータに記録し直す。
package controls.bedrock.invocation_log_body_decision

import data.lib.evidence

applies if {
	some _ in input.params.bedrock.invocation_log_bodies
	some _ in input.refs.invocationLogging
}

violation contains {
	"code": "missing",
	"args": {"kind": kind},
	"evidence": [pointer, "/params/bedrock/invocation_log_bodies"],
} if {
	some pointer, logged in switches
	some kind in input.params.bedrock.invocation_log_bodies
	endswith(pointer, concat("", ["/", kind, "DataDeliveryEnabled"]))
	not logged
}

violation contains {
	"code": "undeclared",
	"args": {"kind": kind},
	"evidence": [pointer, "/params/bedrock/invocation_log_bodies"],
} if {
	some pointer, logged in switches
	logged
	some kind in kinds
	endswith(pointer, concat("", ["/", kind, "DataDeliveryEnabled"]))
	not kind in input.params.bedrock.invocation_log_bodies
}

kinds := ["audio", "embedding", "image", "text", "video"]

switches[at(index, "audio")] := object.get(logging, ["properties", "audioDataDeliveryEnabled"], false) if {
	some index, logging in input.refs.invocationLogging
}

switches[at(index, "embedding")] := object.get(logging, ["properties", "embeddingDataDeliveryEnabled"], false) if {
	some index, logging in input.refs.invocationLogging
}

switches[at(index, "image")] := object.get(logging, ["properties", "imageDataDeliveryEnabled"], false) if {
	some index, logging in input.refs.invocationLogging
}

switches[at(index, "text")] := object.get(logging, ["properties", "textDataDeliveryEnabled"], false) if {
	some index, logging in input.refs.invocationLogging
}

switches[at(index, "video")] := object.get(logging, ["properties", "videoDataDeliveryEnabled"], false) if {
	some index, logging in input.refs.invocationLogging
}

at(index, kind) := evidence.at([
	"refs", "invocationLogging", index, "properties",
	concat("", [kind, "DataDeliveryEnabled"]),
])
