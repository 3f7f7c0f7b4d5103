package controls.sagemaker.studio_lifecycle_no_personal_data_test

import data.controls.sagemaker.studio_lifecycle_no_personal_data as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"texts without personal data pass": {
		"input": subject([]),
		"violation": set(),
	},
	"a My Number fails": {
		"input": subject([
			{"Place": "StudioLifecycleConfigContent", "Type": "email", "Count": 1, "Confidence": 0.97},
			{"Place": "StudioLifecycleConfigContent", "Type": "my_number", "Count": 2, "Confidence": 0.97},
		]),
		"violation": {{
			"code": "found",
			"args": {"place": "StudioLifecycleConfigContent", "type": "my_number", "count": "2"},
			"evidence": [
				"/resource/runtime/PersonalData/1",
				"/params/pii/configuration_confidence",
				"/params/pii/configuration_types",
			],
		}},
	},
}

subject(found) := {
	"resource": {"properties": {}, "runtime": {"PersonalData": found}},
	"params": {"pii": {"configuration_types": ["my_number"], "configuration_confidence": 0.75}},
}
