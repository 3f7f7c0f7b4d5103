package controls.sagemaker.endpoint_alarms_test

import data.controls.sagemaker.endpoint_alarms as control

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
	"both metrics with an action pass": {
		"input": endpoint([alarm("Invocation5XXErrors", {}), alarm("ModelLatency", {})]),
		"applies": true,
		"violation": set(),
	},
	"errors alone leave the latency": {
		"input": endpoint([alarm("Invocation5XXErrors", {}), alarm("Invocation4XXErrors", {})]),
		"applies": true,
		"violation": {{"code": "no_alarm", "args": {"metric": "ModelLatency"}, "evidence": [endpoint_name, "/refs/alarms"]}},
	},
	"an alarm whose actions are off calls nobody": {
		"input": endpoint([alarm("Invocation5XXErrors", {"ActionsEnabled": false}), alarm("ModelLatency", {})]),
		"applies": true,
		"violation": {{"code": "silent", "args": {"metric": "Invocation5XXErrors"}, "evidence": [endpoint_name, "/refs/alarms"]}},
	},
	"an alarm without actions calls nobody, unless another does": {
		"input": endpoint([
			alarm("Invocation5XXErrors", {"AlarmActions": []}),
			alarm("ModelLatency", {"AlarmActions": []}),
			alarm("ModelLatency", {}),
		]),
		"applies": true,
		"violation": {{"code": "silent", "args": {"metric": "Invocation5XXErrors"}, "evidence": [endpoint_name, "/refs/alarms"]}},
	},
	"an alarm of the custom namespace does not count": {
		"input": endpoint([
			alarm("Invocation5XXErrors", {}),
			{"properties": {}, "runtime": {"EndpointMetrics": [{
				"Namespace": "Custom",
				"MetricName": "ModelLatency",
				"EndpointName": "fraud",
			}]}},
		]),
		"applies": true,
		"violation": {{"code": "no_alarm", "args": {"metric": "ModelLatency"}, "evidence": [endpoint_name, "/refs/alarms"]}},
	},
	"no alarm at all fails twice": {
		"input": endpoint([]),
		"applies": true,
		"violation": {
			{"code": "no_alarm", "args": {"metric": "Invocation5XXErrors"}, "evidence": [endpoint_name, "/refs/alarms"]},
			{"code": "no_alarm", "args": {"metric": "ModelLatency"}, "evidence": [endpoint_name, "/refs/alarms"]},
		},
	},
	"an endpoint that is out of service is not judged": {
		"input": {
			"resource": {"properties": {"EndpointName": "fraud"}, "runtime": {"EndpointStatus": "OutOfService"}},
			"refs": {"alarms": [alarm("Invocation5XXErrors", {}), alarm("ModelLatency", {})]},
		},
		"applies": false,
		"violation": set(),
	},
}

endpoint(alarms) := {
	"resource": {"properties": {"EndpointName": "fraud"}, "runtime": {"EndpointStatus": "InService"}},
	"refs": {"alarms": alarms},
}

endpoint_name := "/resource/properties/EndpointName"

alarm(metric, properties) := {
	"properties": object.union(
		{"ActionsEnabled": true, "AlarmActions": ["arn:aws:sns:ap-northeast-1:123456789012:ml-on-call"]},
		properties,
	),
	"runtime": {"EndpointMetrics": [{"Namespace": "AWS/SageMaker", "MetricName": metric, "EndpointName": "fraud"}]},
}
