package controls.bedrock.invocation_logging_test

import data.controls.bedrock.invocation_logging as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

test_satisfied[name] if {
	some name, case in cases
	control.satisfied == case.satisfied with input as case.input
}

cases := {
	"text to a log group passes": {
		"input": region([logging({"cloudWatchConfig": {"logGroupName": "bedrock"}})], {}, {"bedrock": {"id": "bedrock"}}),
		"violation": set(),
		"satisfied": {"/refs/invocationLogGroups/bedrock"},
	},
	"text to a bucket passes": {
		"input": region([logging({"s3Config": {"bucketName": "ml-logs"}})], {"ml-logs": {"id": "ml-logs"}}, {}),
		"violation": set(),
		"satisfied": set(),
	},
	"not configured fails": {
		"input": region([], {}, {}),
		"violation": {{"code": "not_configured", "evidence": ["/refs/invocationLogging"]}},
		"satisfied": set(),
	},
	"metadata without text fails": {
		"input": region(
			[logging({"s3Config": {"bucketName": "ml-logs"}, "textDataDeliveryEnabled": false})],
			{"ml-logs": {"id": "ml-logs"}},
			{},
		),
		"violation": {{
			"code": "text_off",
			"evidence": ["/refs/invocationLogging/0/properties/textDataDeliveryEnabled"],
		}},
		"satisfied": set(),
	},
	"nothing said of text and destination fails": {
		"input": region([{"properties": {}}], {}, {}),
		"violation": {
			{
				"code": "no_destination",
				"evidence": [
					"/refs/invocationLogging/0/properties/s3Config/bucketName",
					"/refs/invocationLogging/0/properties/cloudWatchConfig/logGroupName",
				],
			},
			{"code": "text_off", "evidence": ["/refs/invocationLogging/0/properties/textDataDeliveryEnabled"]},
		},
		"satisfied": set(),
	},
	"a destination that is gone fails, and the bucket for large bodies is none": {
		"input": region(
			[logging({"cloudWatchConfig": {
				"logGroupName": "bedrock",
				"largeDataDeliveryS3Config": {"bucketName": "ml-large"},
			}})],
			{"ml-large": {"id": "ml-large"}},
			{},
		),
		"violation": {{
			"code": "destination_gone",
			"evidence": ["/refs/invocationLogging/0", "/refs/invocationLogBuckets", "/refs/invocationLogGroups"],
		}},
		"satisfied": set(),
	},
}

region(loggings, buckets, groups) := {"refs": {
	"invocationLogging": loggings,
	"invocationLogBuckets": buckets,
	"invocationLogGroups": groups,
}}

logging(properties) := {"properties": object.union({"textDataDeliveryEnabled": true}, properties)}
