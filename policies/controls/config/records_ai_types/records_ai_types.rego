# METADATA
# title: AWS Config records the types of the AI platform
# description: >-
#   A recorder that lists its types records no type that came later, and one that excludes some is often trimmed of the
#   new and costly ones. Regions without a recorder are config/recorder_on's concern.
# custom:
#   resource: Kansa::Region
#   severity: medium
#   theme: audit
#   live_only: true
#   messages:
#     missing: the recorder leaves out {types}
#   remediation: Record all supported types, or add the missing ones to the recording group (PutConfigurationRecorder).
#   ja:
#     title: AWS Config が AI 基盤のリソースタイプを記録している
#     description: タイプを列挙したレコーダーは後に追加されたタイプを記録せず、除外指定では新しいタイプが外されがちである。レコーダーのないリージョンは config/recorder_on で判定する。
#     messages:
#       missing: レコーダーが {types} を記録していない
#     remediation: サポートされるすべてのタイプを記録するか、不足するタイプを記録グループに追加する（PutConfigurationRecorder）。
package controls.config.records_ai_types

applies if count(input.refs.recorders) > 0

violation contains {
	"code": "missing",
	"args": {"types": concat(", ", sort(missing))},
	"evidence": ["/refs/recorders"],
} if {
	missing := {type |
		some type in required
		not is_recorded(type)
	}
	count(missing) > 0
}

is_recorded(type) if {
	some recorder in input.refs.recorders
	recorder.runtime.recording == true
	records(object.get(recorder.properties, "RecordingGroup", {}), type)
}

# Without a word a recorder takes all types
# (https://docs.aws.amazon.com/config/latest/APIReference/API_RecordingGroup.html).
records(group, type) if {
	count(listed(group)) == 0
	not type in object.get(group, ["ExclusionByResourceTypes", "ResourceTypes"], [])
}

records(group, type) if type in listed(group)

listed(group) := object.get(group, "ResourceTypes", [])

# What Config can record (https://docs.aws.amazon.com/config/latest/developerguide/resource-config-reference.html, read
# 2026-11) of what models, data and guardrails are made of.
required := {
	"AWS::Bedrock::Guardrail",
	"AWS::Bedrock::KnowledgeBase",
	"AWS::BedrockAgentCore::Runtime",
	"AWS::SageMaker::Domain",
	"AWS::SageMaker::FeatureGroup",
	"AWS::SageMaker::Model",
	"AWS::SageMaker::UserProfile",
}
