package controls.ecr.repository_lifecycle_test

import data.controls.ecr.repository_lifecycle as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"a rule that expires images passes, whatever the others do": {
		"input": repository({"LifecyclePolicy": {"LifecyclePolicyText": {"rules": [archive, expire]}}}),
		"violation": set(),
	},
	"no policy fails": {
		"input": repository({}),
		"violation": {{"code": "none", "evidence": ["/resource/properties/LifecyclePolicy"]}},
	},
	"rules that only archive fail": {
		"input": repository({"LifecyclePolicy": {"LifecyclePolicyText": {"rules": [archive]}}}),
		"violation": {{"code": "nothing_expires", "evidence": ["/resource/properties/LifecyclePolicy"]}},
	},
}

repository(properties) := {"resource": {"properties": properties}}

expire := {
	"rulePriority": 2,
	"selection": {"tagStatus": "untagged", "countType": "sinceImagePushed", "countUnit": "days", "countNumber": 14},
	"action": {"type": "expire"},
}

archive := {
	"rulePriority": 1,
	"selection": {"tagStatus": "any", "countType": "sinceImagePulled", "countUnit": "days", "countNumber": 90},
	"action": {"type": "transition", "targetStorageClass": "archive"},
}
