package controls.ecr.repository_tags_immutable_test

import data.controls.ecr.repository_tags_immutable as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"immutable tags pass": {
		"input": repository({"ImageTagMutability": "IMMUTABLE"}),
		"violation": set(),
	},
	"mutable tags fail": {
		"input": repository({"ImageTagMutability": "MUTABLE"}),
		"violation": {mutable},
	},
	"mutable tags with exceptions fail": {
		"input": repository({"ImageTagMutability": "MUTABLE_WITH_EXCLUSION", "ImageTagMutabilityExclusionFilters": [latest]}),
		"violation": {mutable},
	},
	"absent is AWS's default": {
		"input": repository({}),
		"violation": {mutable},
	},
	"an exception from immutability fails": {
		"input": repository({"ImageTagMutability": "IMMUTABLE_WITH_EXCLUSION", "ImageTagMutabilityExclusionFilters": [latest]}),
		"violation": {{
			"code": "excluded",
			"args": {"filter": "latest*"},
			"evidence": [
				"/resource/properties/ImageTagMutability",
				"/resource/properties/ImageTagMutabilityExclusionFilters/0",
			],
		}},
	},
}

repository(properties) := {"resource": {"properties": properties}}

latest := {
	"ImageTagMutabilityExclusionFilterType": "WILDCARD",
	"ImageTagMutabilityExclusionFilterValue": "latest*",
}

mutable := {"code": "mutable", "evidence": ["/resource/properties/ImageTagMutability"]}
