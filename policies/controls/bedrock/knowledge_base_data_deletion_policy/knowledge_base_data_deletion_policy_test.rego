package controls.bedrock.knowledge_base_data_deletion_policy_test

import data.controls.bedrock.knowledge_base_data_deletion_policy as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"vectors that go with their source pass": {
		"input": {"resource": {"properties": {"DataDeletionPolicy": "DELETE"}}},
		"violation": set(),
	},
	"the default is to delete": {"input": {"resource": {"properties": {}}}, "violation": set()},
	"vectors that stay fail": {
		"input": {"resource": {"properties": {"DataDeletionPolicy": "RETAIN"}}},
		"violation": {{
			"code": "retained",
			"args": {"policy": "RETAIN"},
			"evidence": ["/resource/properties/DataDeletionPolicy"],
		}},
	},
}
