package controls.cloudtrail.bucket_access_logging_test

import data.controls.cloudtrail.bucket_access_logging as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"an access log passes": {
		"input": {"refs": {"bucket": {"id": "audit", "properties": {"LoggingConfiguration": {"DestinationBucketName": "access"}}}}},
		"violation": set(),
	},
	"none fails": {
		"input": {"refs": {"bucket": {"id": "audit", "properties": {}}}},
		"violation": {{
			"code": "off",
			"args": {"bucket": "audit"},
			"evidence": ["/refs/bucket/id", "/refs/bucket/properties/LoggingConfiguration"],
		}},
	},
	"a bucket that is not there is another control's finding": {
		"input": {"refs": {}},
		"violation": set(),
	},
}
