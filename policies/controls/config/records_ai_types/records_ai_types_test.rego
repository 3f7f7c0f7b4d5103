package controls.config.records_ai_types_test

import data.controls.config.records_ai_types as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

test_applies[name] if {
	some name, case in cases
	applies := [true | control.applies with input as case.input]
	[case.applies | case.applies == true] == applies
}

cases := {
	"all supported types pass": {
		"input": region([{"AllSupported": true, "ResourceTypes": []}]),
		"applies": true,
		"violation": set(),
	},
	"no word is all types": {
		"input": {"refs": {"recorders": [{"properties": {"Name": "default"}, "runtime": {"recording": true}}]}},
		"applies": true,
		"violation": set(),
	},
	"a list of some fails": {
		"input": region([{"AllSupported": false, "ResourceTypes": ["AWS::S3::Bucket", "AWS::SageMaker::Model"]}]),
		"applies": true,
		"violation": {missing("AWS::Bedrock::Guardrail, AWS::Bedrock::KnowledgeBase, AWS::BedrockAgentCore::Runtime, AWS::SageMaker::Domain, AWS::SageMaker::FeatureGroup, AWS::SageMaker::UserProfile")},
	},
	"an exclusion fails": {
		"input": region([{"AllSupported": false, "ExclusionByResourceTypes": {"ResourceTypes": ["AWS::Bedrock::Guardrail"]}}]),
		"applies": true,
		"violation": {missing("AWS::Bedrock::Guardrail")},
	},
	"a recorder that was stopped records nothing": {
		"input": {"refs": {"recorders": [{"properties": {"Name": "default"}, "runtime": {"recording": false}}]}},
		"applies": true,
		"violation": {missing("AWS::Bedrock::Guardrail, AWS::Bedrock::KnowledgeBase, AWS::BedrockAgentCore::Runtime, AWS::SageMaker::Domain, AWS::SageMaker::FeatureGroup, AWS::SageMaker::Model, AWS::SageMaker::UserProfile")},
	},
	"a region without a recorder is not judged": {
		"input": region([]),
		"applies": false,
		"violation": {missing(concat(", ", ["AWS::Bedrock::Guardrail", "AWS::Bedrock::KnowledgeBase", "AWS::BedrockAgentCore::Runtime", "AWS::SageMaker::Domain", "AWS::SageMaker::FeatureGroup", "AWS::SageMaker::Model", "AWS::SageMaker::UserProfile"]))},
	},
}

region(groups) := {"refs": {"recorders": [{"properties": {"RecordingGroup": group}, "runtime": {"recording": true}} | some group in groups]}}

missing(types) := {"code": "missing", "args": {"types": types}, "evidence": ["/refs/recorders"]}
