package lib.personal_data_test

import data.lib.personal_data

test_counts_what_the_organisation_forbids_and_is_sure_of if {
	personal_data.flaws == {{
		"code": "found",
		"args": {"place": "Environment/Variables/OWNER", "type": "my_number", "count": "2"},
		"evidence": [
			"/resource/runtime/PersonalData/0",
			"/params/pii/configuration_confidence",
			"/params/pii/configuration_types",
		],
	}} with input as {
		"resource": {"runtime": {"PersonalData": [
			{"Place": "Environment/Variables/OWNER", "Type": "my_number", "Count": 2, "Confidence": 0.97},
			{"Place": "Environment/Variables/OTHER", "Type": "my_number", "Count": 1, "Confidence": 0.6},
			{"Place": "Environment/Variables/CONTACT", "Type": "email", "Count": 1, "Confidence": 0.97},
		]}},
		"params": {"pii": {"configuration_types": ["my_number"], "configuration_confidence": 0.75}},
	}
}
