package controls.sagemaker.endpoint_config_cmk_test

import data.controls.sagemaker.endpoint_config_cmk as control

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
	"an enabled customer managed key passes": {
		"input": config({"KmsKeyId": arn}, key({}, {})),
		"applies": true,
		"violation": set(),
	},
	"no key fails": {
		"input": config({}, {}),
		"applies": true,
		"violation": {{"code": "none", "evidence": ["/resource/properties/KmsKeyId"]}},
	},
	"an empty key id is no key": {
		"input": config({"KmsKeyId": ""}, {}),
		"applies": true,
		"violation": {{"code": "none", "evidence": ["/resource/properties/KmsKeyId"]}},
	},
	"a key of AWS fails, though it is a key": {
		"input": config({"KmsKeyId": arn}, key({}, {"KeyManager": "AWS"})),
		"applies": true,
		"violation": {{
			"code": "aws_managed",
			"args": {"key": arn},
			"evidence": ["/resource/properties/KmsKeyId", "/refs/key/runtime/KeyManager"],
		}},
	},
	"a key that does not exist fails": {
		"input": config({"KmsKeyId": arn}, {}),
		"applies": true,
		"violation": {{
			"code": "dangling",
			"args": {"key": arn},
			"evidence": ["/resource/properties/KmsKeyId", "/refs/key"],
		}},
	},
	"a key that is about to be deleted fails": {
		"input": config({"KmsKeyId": arn}, key({}, {"KeyState": "PendingDeletion"})),
		"applies": true,
		"violation": {{
			"code": "unusable",
			"args": {"key": arn, "state": "PendingDeletion"},
			"evidence": ["/resource/properties/KmsKeyId", "/refs/key/id", "/refs/key/runtime/KeyState"],
		}},
	},
	"a key that a template disables fails": {
		"input": config({"KmsKeyId": arn}, {"key": {"id": arn, "properties": {"Enabled": false}, "runtime": {}}}),
		"applies": true,
		"violation": {{
			"code": "unusable",
			"args": {"key": arn, "state": "Disabled"},
			"evidence": ["/resource/properties/KmsKeyId", "/refs/key/id", "/refs/key/properties/Enabled"],
		}},
	},
	"a key of a template, of which nothing runs yet, passes": {
		"input": config({"KmsKeyId": arn}, {"key": {"id": arn, "properties": {}, "runtime": {}}}),
		"applies": true,
		"violation": set(),
	},
	"serverless variants have no volume": {
		"input": config({"ProductionVariants": [{"ServerlessConfig": {"MaxConcurrency": 5}}]}, {}),
		"applies": false,
		"violation": {{"code": "none", "evidence": ["/resource/properties/KmsKeyId"]}},
	},
	"types with local storage take no key": {
		"input": config({"ProductionVariants": [{"InstanceType": "ml.g5.2xlarge"}]}, {}),
		"applies": false,
		"violation": {{"code": "none", "evidence": ["/resource/properties/KmsKeyId"]}},
	},
	"a shadow variant has volumes too": {
		"input": config(
			{
				"ProductionVariants": [{"ServerlessConfig": {}}],
				"ShadowProductionVariants": [{"InstanceType": "ml.m5.large"}],
			},
			{},
		),
		"applies": true,
		"violation": {{"code": "none", "evidence": ["/resource/properties/KmsKeyId"]}},
	},
	"without variants it is judged": {
		"input": {"resource": {"properties": {}}, "refs": {}},
		"applies": true,
		"violation": {{"code": "none", "evidence": ["/resource/properties/KmsKeyId"]}},
	},
}

arn := "arn:aws:kms:ap-northeast-1:123456789012:key/11111111-2222-3333-4444-555555555555"

config(properties, refs) := {
	"resource": {"properties": object.union(
		{"ProductionVariants": [{"VariantName": "main", "InstanceType": "ml.m5.large"}]},
		properties,
	)},
	"refs": refs,
}

key(properties, runtime) := {"key": {
	"id": arn,
	"properties": object.union({"Enabled": true}, properties),
	"runtime": object.union({"KeyManager": "CUSTOMER", "KeyState": "Enabled"}, runtime),
}}
