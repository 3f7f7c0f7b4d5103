# METADATA
# title: All data events of Bedrock are recorded
# description: >-
#   Only plain calls to models are management events. Agents, flows, knowledge bases, guardrails, prompts and AgentCore
#   leave a trace only where their data events are selected, each type by itself and without narrowing.
# custom:
#   resource: Kansa::Region
#   severity: high
#   theme: audit
#   live_only: true
#   messages:
#     missing: data events are not recorded, or only some of them, for {types}
#   remediation: >-
#     Add an advanced event selector without further fields for each type to a multi-Region trail (PutEventSelectors).
#   ja:
#     title: Bedrock のすべてのデータイベントが記録されている
#     description: 管理イベントとなるのは通常のモデル呼び出しだけである。エージェント、フロー、ナレッジベース、ガードレール、プロンプト、AgentCore は、種別ごとに絞り込みなしで選択した場合にのみ記録される。
#     messages:
#       missing: "{types} のデータイベントが記録されていない、または一部しか記録されていない"
#     remediation: マルチリージョン証跡に、種別ごとに絞り込みのない高度なイベントセレクターを追加する（PutEventSelectors）。
package controls.cloudtrail.bedrock_data_events_complete

import data.lib.evidence
import data.lib.trail

violation contains {
	"code": "missing",
	"args": {"types": concat(", ", sort(missing))},
	"evidence": ["/refs/trails", "/refs/eventDataStores"],
} if {
	missing := required - recorded
	count(missing) > 0
}

recorded contains word if {
	some one in trail.covering
	some word in trail.whole_types(one)
}

recorded contains word if {
	some one in trail.stores
	some word in trail.whole_types(one)
}

# One that records all of them is enough, whatever else could not be seen.
satisfied contains evidence.at(["refs", "trails", index]) if {
	some index, one in trail.covering
	count(required - trail.whole_types(one)) == 0
}

satisfied contains evidence.at(["refs", "eventDataStores", index]) if {
	some index, one in trail.stores
	count(required - trail.whole_types(one)) == 0
}

# https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html (read 2026-11)
required := {
	"AWS::Bedrock::AgentAlias",
	"AWS::Bedrock::AsyncInvoke",
	"AWS::Bedrock::FlowAlias",
	"AWS::Bedrock::Guardrail",
	"AWS::Bedrock::InlineAgent",
	"AWS::Bedrock::KnowledgeBase",
	"AWS::Bedrock::Model",
	"AWS::Bedrock::PromptVersion",
	"AWS::BedrockAgentCore::Browser",
	"AWS::BedrockAgentCore::CodeInterpreter",
	"AWS::BedrockAgentCore::Gateway",
	"AWS::BedrockAgentCore::Memory",
	"AWS::BedrockAgentCore::Runtime",
}
