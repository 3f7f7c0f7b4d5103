package controls.cloudtrail.delivery_healthy_test

import data.controls.cloudtrail.delivery_healthy as control

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
	"no error passes": {
		"input": logging(true, {"LatestDeliveryTime": 1, "LatestDeliveryError": ""}),
		"applies": true,
		"violation": set(),
	},
	"each error fails": {
		"input": logging(true, {
			"LatestDeliveryError": "AccessDenied",
			"LatestDigestDeliveryError": "NoSuchBucket",
			"LatestCloudWatchLogsDeliveryError": "Access denied",
		}),
		"applies": true,
		"violation": {
			{"code": "files", "args": {"error": "AccessDenied"}, "evidence": ["/resource/runtime/LatestDeliveryError"]},
			{"code": "digests", "args": {"error": "NoSuchBucket"}, "evidence": ["/resource/runtime/LatestDigestDeliveryError"]},
			{"code": "log_group", "args": {"error": "Access denied"}, "evidence": ["/resource/runtime/LatestCloudWatchLogsDeliveryError"]},
		},
	},
	"a trail that does not log is not judged": {
		"input": logging(false, {}),
		"applies": false,
		"violation": set(),
	},
}

logging(is_logging, runtime) := {"resource": {"properties": {"IsLogging": is_logging}, "runtime": runtime}}
