package controls.lambda.supported_runtime_test

import data.controls.lambda.supported_runtime as control

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
	"a runtime in support passes": {
		"input": function({"Runtime": "python3.13"}),
		"applies": true,
		"violation": set(),
	},
	"a deprecated runtime fails": {
		"input": function({"Runtime": "python3.9"}),
		"applies": true,
		"violation": {{
			"code": "unsupported",
			"args": {"runtime": "python3.9"},
			"evidence": ["/resource/properties/Runtime", "/params/lambda/supported_runtimes"],
		}},
	},
	"a container image is not judged": {
		"input": function({}),
		"applies": false,
		"violation": set(),
	},
}

function(properties) := {
	"resource": {"properties": properties},
	"params": {"lambda": {"supported_runtimes": ["nodejs24.x", "python3.13"]}},
}
