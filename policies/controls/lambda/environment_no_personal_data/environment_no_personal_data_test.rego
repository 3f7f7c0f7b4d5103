package controls.lambda.environment_no_personal_data_test

import data.controls.lambda.environment_no_personal_data as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"variables without personal data pass": {
		"input": subject([]),
		"violation": set(),
	},
	"a My Number in a variable fails": {
		"input": subject([{
			"Place": "Environment/Variables/OWNER_MY_NUMBER",
			"Type": "my_number",
			"Count": 1,
			"Confidence": 0.97,
		}]),
		"violation": {{
			"code": "found",
			"args": {"place": "Environment/Variables/OWNER_MY_NUMBER", "type": "my_number", "count": "1"},
			"evidence": [
				"/resource/runtime/PersonalData/0",
				"/params/pii/configuration_confidence",
				"/params/pii/configuration_types",
			],
		}},
	},
	"what is not sure enough, or allowed, passes": {
		"input": subject([
			{"Place": "Environment/Variables/ORDER", "Type": "my_number", "Count": 1, "Confidence": 0.6},
			{"Place": "Environment/Variables/CONTACT", "Type": "email", "Count": 1, "Confidence": 0.97, "Sample": "s***@***.***"},
		]),
		"violation": set(),
	},
}

subject(found) := {
	"resource": {"properties": {"FunctionName": "orders"}, "runtime": {"PersonalData": found}},
	"params": {"pii": {"configuration_types": ["credit_card", "my_number"], "configuration_confidence": 0.75}},
}
