package controls.sagemaker.endpoint_monitored_test

import data.controls.sagemaker.endpoint_monitored as control

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
	"captured and scheduled passes": {
		"input": serving({}, [schedule("Stopped"), schedule("Scheduled")]),
		"applies": true,
		"violation": set(),
	},
	"a schedule of another endpoint does not count": {
		"input": serving({}, []),
		"applies": true,
		"violation": {{"code": "no_schedule", "evidence": ["/refs/schedules"]}},
	},
	"a stopped schedule does not count": {
		"input": serving({}, [schedule("Stopped")]),
		"applies": true,
		"violation": {{"code": "no_schedule", "evidence": ["/refs/schedules"]}},
	},
	"without capture there is nothing to look at": {
		"input": serving({"DataCaptureConfig": {"EnableCapture": false, "CaptureStatus": "Stopped"}}, [schedule("Scheduled")]),
		"applies": true,
		"violation": {
			{"code": "no_capture", "evidence": ["/resource/runtime/DataCaptureConfig/EnableCapture"]},
			{
				"code": "capture_stopped",
				"args": {"status": "Stopped"},
				"evidence": ["/resource/runtime/DataCaptureConfig/CaptureStatus"],
			},
		},
	},
	"nothing said fails": {
		"input": {"resource": {"runtime": {"EndpointStatus": "InService"}}, "refs": {"schedules": []}},
		"applies": true,
		"violation": {
			{"code": "no_capture", "evidence": ["/resource/runtime/DataCaptureConfig/EnableCapture"]},
			{"code": "no_schedule", "evidence": ["/refs/schedules"]},
		},
	},
	"an endpoint that is being made is not judged": {
		"input": serving({"EndpointStatus": "Creating"}, [schedule("Scheduled")]),
		"applies": false,
		"violation": set(),
	},
	"serverless variants cannot be monitored": {
		"input": serving({"ProductionVariants": [{"CurrentServerlessConfig": {"MaxConcurrency": 5}}]}, [schedule("Scheduled")]),
		"applies": false,
		"violation": set(),
	},
}

serving(runtime, schedules) := {
	"resource": {"runtime": object.union(
		{
			"EndpointStatus": "InService",
			"DataCaptureConfig": {"EnableCapture": true, "CaptureStatus": "Started"},
			"ProductionVariants": [{"VariantName": "main", "CurrentInstanceCount": 2}],
		},
		runtime,
	)},
	"refs": {"schedules": schedules},
}

schedule(status) := {"id": "fraud-daily", "runtime": {"MonitoringScheduleStatus": status}}
