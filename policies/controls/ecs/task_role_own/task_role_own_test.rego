package controls.ecs.task_role_own_test

import data.controls.ecs.task_role_own as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"a role of its own passes, in all revisions of the family": {
		"input": task("rerank", "execution", [definition("rerank", "rerank"), definition("ocr", "ocr")]),
		"violation": set(),
	},
	"without a role there is none to share": {
		"input": {
			"resource": {"properties": {"Family": "static"}},
			"refs": {"definitions": [{"properties": {"Family": "other"}}]},
		},
		"violation": set(),
	},
	"another family under the same role fails": {
		"input": task("rerank", "execution", [definition("rerank", "rerank"), definition("ocr", "rerank")]),
		"violation": {{
			"code": "family",
			"args": {"family": "ocr"},
			"evidence": [
				"/resource/properties/TaskRoleArn",
				"/resource/properties/Family",
				"/refs/definitions/1/properties/TaskRoleArn",
				"/refs/definitions/1/properties/Family",
			],
		}},
	},
	"the execution role as the task's own fails": {
		"input": task("execution", "execution", []),
		"violation": {{
			"code": "execution",
			"evidence": ["/resource/properties/TaskRoleArn", "/resource/properties/ExecutionRoleArn"],
		}},
	},
}

task(role, execution, definitions) := {
	"resource": {"properties": {
		"Family": "rerank",
		"TaskRoleArn": arn(role),
		"ExecutionRoleArn": arn(execution),
	}},
	"refs": {"definitions": definitions},
}

definition(family, role) := {"properties": {"Family": family, "TaskRoleArn": arn(role)}}

arn(role) := concat("/", ["arn:aws:iam::123456789012:role", role])
