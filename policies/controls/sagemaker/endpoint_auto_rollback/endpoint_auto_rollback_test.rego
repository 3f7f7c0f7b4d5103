package controls.sagemaker.endpoint_auto_rollback_test

import data.controls.sagemaker.endpoint_auto_rollback as control

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
	"an alarm that exists passes": {
		"input": with_refs(guarded("fraud-errors"), {"rollbackAlarms": {"fraud-errors": {"id": "fraud-errors"}}}),
		"applies": true,
		"violation": set(),
	},
	"a composite alarm passes": {
		"input": with_refs(guarded("fraud-health"), {"rollbackCompositeAlarms": {"fraud-health": {"id": "fraud-health"}}}),
		"applies": true,
		"violation": set(),
	},
	"an alarm that does not exist fails": {
		"input": guarded("fraud-errors"),
		"applies": true,
		"violation": {{
			"code": "alarm_gone",
			"args": {"alarm": "fraud-errors"},
			"evidence": [
				"/resource/properties/DeploymentConfig/AutoRollbackConfiguration/Alarms/0",
				"/refs/rollbackAlarms/fraud-errors",
				"/refs/rollbackCompositeAlarms/fraud-errors",
			],
		}},
	},
	"traffic shifting without an alarm fails": {
		"input": endpoint({"BlueGreenUpdatePolicy": {"TrafficRoutingConfiguration": {"Type": "CANARY"}}}),
		"applies": true,
		"violation": {{"code": "none", "evidence": ["/resource/properties/DeploymentConfig"]}},
	},
	"an empty list names none": {
		"input": endpoint({"AutoRollbackConfiguration": {"Alarms": []}}),
		"applies": true,
		"violation": {{"code": "none", "evidence": ["/resource/properties/DeploymentConfig"]}},
	},
	"serverless is not judged": {
		"input": serverless,
		"applies": false,
		"violation": {{"code": "none", "evidence": ["/resource/properties/DeploymentConfig"]}},
	},
	"serverless by its configuration is not judged, before anything runs": {
		"input": {
			"resource": {"properties": {"EndpointName": "fraud"}},
			"refs": {"config": {"properties": {"ProductionVariants": [{"ServerlessConfig": {"MaxConcurrency": 5}}]}}},
		},
		"applies": false,
		"violation": {{"code": "none", "evidence": ["/resource/properties/DeploymentConfig"]}},
	},
}

guarded(alarm) := endpoint({"AutoRollbackConfiguration": {"Alarms": [{"AlarmName": alarm}]}})

with_refs(whole, refs) := object.union(whole, {"refs": refs})

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
