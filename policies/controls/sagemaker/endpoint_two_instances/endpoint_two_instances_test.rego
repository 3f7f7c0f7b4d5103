package controls.sagemaker.endpoint_two_instances_test

import data.controls.sagemaker.endpoint_two_instances as control

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
	"two instances pass": {
		"input": live([{"VariantName": "main", "CurrentInstanceCount": 2}], []),
		"applies": true,
		"violation": set(),
	},
	"one instance fails": {
		"input": live([{"VariantName": "main", "CurrentInstanceCount": 3}, {"VariantName": "b", "CurrentInstanceCount": 1}], []),
		"applies": true,
		"violation": {{
			"code": "too_few",
			"args": {"variant": "b"},
			"evidence": ["/resource/runtime/ProductionVariants/1"],
		}},
	},
	"serverless is no variant of zero instances": {
		"input": live([{"VariantName": "main", "CurrentServerlessConfig": {"MaxConcurrency": 5}}], []),
		"applies": true,
		"violation": set(),
	},
	"what runs counts, not what was once configured": {
		"input": live(
			[{"VariantName": "main", "CurrentInstanceCount": 1}],
			[{"VariantName": "main", "InitialInstanceCount": 2}],
		),
		"applies": true,
		"violation": {{
			"code": "too_few",
			"args": {"variant": "main"},
			"evidence": ["/resource/runtime/ProductionVariants/0"],
		}},
	},
	"scaled out since it was configured passes": {
		"input": live(
			[{"VariantName": "main", "CurrentInstanceCount": 4}],
			[{"VariantName": "main", "InitialInstanceCount": 1}],
		),
		"applies": true,
		"violation": set(),
	},
	"a variant that does not tell its count fails": {
		"input": live([{"VariantName": "main"}], []),
		"applies": true,
		"violation": {{
			"code": "too_few",
			"args": {"variant": "main"},
			"evidence": ["/resource/runtime/ProductionVariants/0"],
		}},
	},
	"before anything runs the configuration is judged": {
		"input": live([], [{"VariantName": "main", "InitialInstanceCount": 1}, {"VariantName": "b", "ServerlessConfig": {}}]),
		"applies": true,
		"violation": {{
			"code": "too_few_configured",
			"args": {"variant": "main"},
			"evidence": ["/resource/runtime/ProductionVariants", "/refs/config/properties/ProductionVariants/0"],
		}},
	},
	"without any variant nothing shows the count": {
		"input": {"resource": {"properties": {}}, "refs": {}},
		"applies": true,
		"violation": {{
			"code": "untold",
			"evidence": ["/resource/runtime/ProductionVariants", "/refs/config/properties/ProductionVariants"],
		}},
	},
	"an endpoint that is being made is not judged": {
		"input": {"resource": {"runtime": {
			"EndpointStatus": "Creating",
			"ProductionVariants": [{"VariantName": "main", "CurrentInstanceCount": 0}],
		}}},
		"applies": false,
		"violation": {{
			"code": "too_few",
			"args": {"variant": "main"},
			"evidence": ["/resource/runtime/ProductionVariants/0"],
		}},
	},
}

live(running, configured) := {
	"resource": {"runtime": {"EndpointStatus": "InService", "ProductionVariants": running}},
	"refs": {"config": {"id": "fraud-1", "properties": {"ProductionVariants": configured}}},
}
