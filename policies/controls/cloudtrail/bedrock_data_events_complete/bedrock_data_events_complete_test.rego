package controls.cloudtrail.bedrock_data_events_complete_test

import data.controls.cloudtrail.bedrock_data_events_complete as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

test_satisfied[name] if {
	some name, case in cases
	control.satisfied == case.satisfied with input as case.input
}

cases := {
	"a trail of all of them passes": {
		"input": region([recorder({"IsMultiRegionTrail": true, "IsLogging": true, "AdvancedEventSelectors": whole}, {})], []),
		"violation": set(),
		"satisfied": {"/refs/trails/0"},
	},
	"an event data store of all of them passes": {
		"input": region([], [recorder({"MultiRegionEnabled": true, "AdvancedEventSelectors": whole}, {"Status": "ENABLED"})]),
		"violation": set(),
		"satisfied": {"/refs/eventDataStores/0"},
	},
	"a trail and a store of the region together pass": {
		"input": region(
			[recorder({"IsLogging": true, "AdvancedEventSelectors": [selector(0, [])]}, {"HomeRegion": "ap-northeast-1"})],
			[object.union(
				recorder({"AdvancedEventSelectors": array.slice(whole, 1, count(whole))}, {"Status": "ENABLED"}),
				{"region": "ap-northeast-1"},
			)],
		),
		"violation": set(),
		"satisfied": set(),
	},
	"one is not all": {
		"input": region([recorder({"IsMultiRegionTrail": true, "IsLogging": true, "AdvancedEventSelectors": [selector(0, [])]}, {})], []),
		"violation": {missing(array.slice(words, 1, count(words)))},
		"satisfied": set(),
	},
	"a narrowed selector, a stopped trail and a stopped store record nothing whole": {
		"input": region(
			[
				recorder({"IsMultiRegionTrail": true, "IsLogging": true, "AdvancedEventSelectors": [selector(0, [{"Field": "readOnly", "Equals": ["false"]}])]}, {}),
				recorder({"IsMultiRegionTrail": true, "IsLogging": false, "AdvancedEventSelectors": whole}, {}),
			],
			[recorder({"MultiRegionEnabled": true, "AdvancedEventSelectors": whole}, {"Status": "STOPPED_INGESTION"})],
		),
		"violation": {missing(words)},
		"satisfied": set(),
	},
	"nothing at all fails": {
		"input": region([], []),
		"violation": {missing(words)},
		"satisfied": set(),
	},
}

region(trails, stores) := {
	"resource": {"region": "ap-northeast-1"},
	"refs": {"trails": trails, "eventDataStores": stores},
}

recorder(properties, runtime) := {"region": "us-east-1", "properties": properties, "runtime": runtime}

words := sort([
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
])

whole := [selector(index, []) | some index in numbers.range(0, count(words) - 1)]

selector(index, more) := {"FieldSelectors": array.concat(
	[
		{"Field": "eventCategory", "Equals": ["Data"]},
		{"Field": "resources.type", "Equals": [words[index]]},
	],
	more,
)}

missing(lacking) := {
	"code": "missing",
	"args": {"types": concat(", ", lacking)},
	"evidence": ["/refs/trails", "/refs/eventDataStores"],
}
