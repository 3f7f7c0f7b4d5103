package controls.sagemaker.endpoint_autoscaling_test

import data.controls.sagemaker.endpoint_autoscaling as control

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
	"a target of two with a policy passes": {
		"input": endpoint([main], [target("main", {"MinCapacity": 2})], [policy("main")]),
		"applies": true,
		"violation": set(),
	},
	"a variant of fixed size fails": {
		"input": endpoint([main], [], []),
		"applies": true,
		"violation": {
			{"code": "no_target", "args": {"variant": "main"}, "evidence": [first, "/refs/scalableTargets"]},
			{"code": "no_policy", "args": {"variant": "main"}, "evidence": [first, "/refs/scalingPolicies"]},
		},
	},
	"a target of another variant does not count": {
		"input": endpoint([main], [target("b", {"MinCapacity": 2})], [policy("main")]),
		"applies": true,
		"violation": {{"code": "no_target", "args": {"variant": "main"}, "evidence": [first, "/refs/scalableTargets"]}},
	},
	"a target without a policy does not scale": {
		"input": endpoint([main], [target("main", {"MinCapacity": 2})], []),
		"applies": true,
		"violation": {{"code": "no_policy", "args": {"variant": "main"}, "evidence": [first, "/refs/scalingPolicies"]}},
	},
	"a target of one fails": {
		"input": endpoint([main], [target("main", {"MinCapacity": 1})], [policy("main")]),
		"applies": true,
		"violation": {{"code": "too_low", "args": {"variant": "main"}, "evidence": [first, "/refs/scalableTargets/0"]}},
	},
	"suspended scaling fails": {
		"input": endpoint(
			[main],
			[target("main", {"MinCapacity": 2, "SuspendedState": {"DynamicScalingOutSuspended": true}})],
			[policy("main")],
		),
		"applies": true,
		"violation": {{"code": "suspended", "args": {"variant": "main"}, "evidence": [first, "/refs/scalableTargets/0"]}},
	},
	"scaled by SageMaker passes": {
		"input": endpoint([managed({"Status": "ENABLED", "MinInstanceCount": 2})], [], []),
		"applies": true,
		"violation": set(),
	},
	"scaled by SageMaker down to none fails": {
		"input": endpoint([managed({"Status": "ENABLED", "MinInstanceCount": 0})], [], []),
		"applies": true,
		"violation": {{"code": "too_low", "args": {"variant": "main"}, "evidence": [first]}},
	},
	"serverless scales by nature": {
		"input": endpoint([{"VariantName": "main", "CurrentServerlessConfig": {"MaxConcurrency": 5}}], [], []),
		"applies": true,
		"violation": set(),
	},
	"without variants nothing shows it": {
		"input": {"resource": {"runtime": {"EndpointStatus": "InService"}}, "refs": {}},
		"applies": true,
		"violation": {{"code": "untold", "evidence": ["/resource/runtime/ProductionVariants"]}},
	},
	"an endpoint that failed is not judged": {
		"input": {"resource": {"runtime": {"EndpointStatus": "Failed"}}, "refs": {}},
		"applies": false,
		"violation": {{"code": "untold", "evidence": ["/resource/runtime/ProductionVariants"]}},
	},
}

first := "/resource/runtime/ProductionVariants/0"

main := {"VariantName": "main", "CurrentInstanceCount": 2}

managed(scaling) := {"VariantName": "main", "CurrentInstanceCount": 2, "ManagedInstanceScaling": scaling}

endpoint(variants, targets, policies) := {
	"resource": {"runtime": {"EndpointStatus": "InService", "ProductionVariants": variants}},
	"refs": {"scalableTargets": targets, "scalingPolicies": policies},
}

target(variant, properties) := {"properties": object.union(scaled(variant), properties)}

policy(variant) := {"properties": scaled(variant)}

scaled(variant) := {
	"ResourceId": concat("/", ["endpoint/fraud/variant", variant]),
	"ScalableDimension": "sagemaker:variant:DesiredInstanceCount",
}
