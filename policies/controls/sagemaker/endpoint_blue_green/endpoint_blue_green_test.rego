package controls.sagemaker.endpoint_blue_green_test

import data.controls.sagemaker.endpoint_blue_green as control

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
	"a canary passes": {
		"input": endpoint({"BlueGreenUpdatePolicy": {"TrafficRoutingConfiguration": {"Type": "CANARY"}}}),
		"applies": true,
		"violation": set(),
	},
	"a linear shift passes": {
		"input": endpoint({"BlueGreenUpdatePolicy": {"TrafficRoutingConfiguration": {"Type": "LINEAR"}}}),
		"applies": true,
		"violation": set(),
	},
	"a rolling update passes": {
		"input": endpoint({"RollingUpdatePolicy": {"MaximumBatchSize": {"Type": "CAPACITY_PERCENT", "Value": 20}}}),
		"applies": true,
		"violation": set(),
	},
	"all at once fails": {
		"input": endpoint({"BlueGreenUpdatePolicy": {"TrafficRoutingConfiguration": {"Type": "ALL_AT_ONCE"}}}),
		"applies": true,
		"violation": {{"code": "all_at_once", "args": {"type": "ALL_AT_ONCE"}, "evidence": [rolling, shifting]}},
	},
	"nothing said fails, for AWS moves all at once": {
		"input": endpoint({"AutoRollbackConfiguration": {"Alarms": [{"AlarmName": "fraud-errors"}]}}),
		"applies": true,
		"violation": {{"code": "none", "evidence": [rolling, shifting]}},
	},
	"serverless is not judged": {
		"input": serverless,
		"applies": false,
		"violation": {{"code": "none", "evidence": [rolling, shifting]}},
	},
}

rolling := "/resource/properties/DeploymentConfig/RollingUpdatePolicy/MaximumBatchSize"

shifting := "/resource/properties/DeploymentConfig/BlueGreenUpdatePolicy/TrafficRoutingConfiguration/Type"

endpoint(deployment) := {
	"resource": {
		"properties": {"EndpointName": "fraud", "DeploymentConfig": deployment},
		"runtime": {"ProductionVariants": [{"VariantName": "main", "CurrentInstanceCount": 2}]},
	},
	"refs": {},
}

serverless := {"resource": {
	"properties": {"EndpointName": "fraud"},
	"runtime": {"ProductionVariants": [{"VariantName": "main", "CurrentServerlessConfig": {"MaxConcurrency": 5}}]},
}}
