package controls.bedrock.provisioned_throughput_lifecycle_test

import data.controls.bedrock.provisioned_throughput_lifecycle as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"an active model passes": {"input": capacity({arn: model("ACTIVE")}), "violation": set()},
	"a legacy model fails": {
		"input": capacity({arn: model("LEGACY")}),
		"violation": {{
			"code": "legacy",
			"args": {"model": arn, "status": "LEGACY"},
			"evidence": ["/refs/models/arn:aws:bedrock:ap-northeast-1::foundation-model~1anthropic.claude-v2:1/properties/modelLifecycle/status"],
		}},
	},
	"one that AWS no longer offers fails": {
		"input": capacity({}),
		"violation": {{
			"code": "retired",
			"args": {"model": arn},
			"evidence": [
				"/resource/properties/foundationModelArn",
				"/refs/models/arn:aws:bedrock:ap-northeast-1::foundation-model~1anthropic.claude-v2:1",
			],
		}},
	},
}

arn := "arn:aws:bedrock:ap-northeast-1::foundation-model/anthropic.claude-v2:1"

model(status) := {"id": arn, "properties": {"modelLifecycle": {"status": status}}}

capacity(models) := {"resource": {"properties": {"foundationModelArn": arn}}, "refs": {"models": models}}
