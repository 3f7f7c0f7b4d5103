package controls.bedrock.invocation_log_immutable_test

import data.controls.bedrock.invocation_log_immutable as control

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
	"compliance mode for the required years passes": {
		"input": region([to("ml-logs")], {"ml-logs": bucket({"Mode": "COMPLIANCE", "Years": 7})}),
		"applies": true,
		"violation": set(),
	},
	"days count as well": {
		"input": region([to("ml-logs")], {"ml-logs": bucket({"Mode": "COMPLIANCE", "Days": 2555})}),
		"applies": true,
		"violation": set(),
	},
	"governance mode fails, and so does a bucket without lock": {
		"input": region(
			[to("ml-logs")],
			{"ml-logs": bucket({"Mode": "GOVERNANCE", "Years": 10}), "ml-large": {"properties": {}}},
		),
		"applies": true,
		"violation": {unlocked("ml-logs"), unlocked("ml-large")},
	},
	"a default retention on a bucket whose lock is not enabled fails": {
		"input": region([to("ml-logs")], {"ml-logs": {"properties": {"ObjectLockConfiguration": {"Rule": {"DefaultRetention": {"Mode": "COMPLIANCE", "Years": 7}}}}}}),
		"applies": true,
		"violation": {unlocked("ml-logs")},
	},
	"too few years fail": {
		"input": region([to("ml-logs")], {"ml-logs": bucket({"Mode": "COMPLIANCE", "Years": 1, "Days": 2554})}),
		"applies": true,
		"violation": {{
			"code": "too_short",
			"args": {"bucket": "ml-logs"},
			"evidence": [
				"/refs/invocationLogBuckets/ml-logs/properties/ObjectLockConfiguration",
				"/params/retention/invocation_log_years",
			],
		}},
	},
	"a log group alone cannot be locked": {
		"input": region([{"properties": {"cloudWatchConfig": {"logGroupName": "/bedrock"}}}], {}),
		"applies": true,
		"violation": {{
			"code": "no_bucket",
			"evidence": ["/refs/invocationLogging/0/properties/s3Config/bucketName"],
		}},
	},
	"a bucket that does not exist fails": {
		"input": region([to("ml-logs")], {}),
		"applies": true,
		"violation": {{
			"code": "bucket_gone",
			"args": {"bucket": "ml-logs"},
			"evidence": [
				"/refs/invocationLogging/0/properties/s3Config/bucketName",
				"/refs/invocationLogBuckets/ml-logs",
			],
		}},
	},
	"where nothing is logged nothing is judged": {"input": region([], {}), "applies": false, "violation": set()},
}

to(name) := {"properties": {"s3Config": {"bucketName": name}}}

bucket(retention) := {"properties": {"ObjectLockConfiguration": {
	"ObjectLockEnabled": "Enabled",
	"Rule": {"DefaultRetention": retention},
}}}

unlocked(name) := {
	"code": "unlocked",
	"args": {"bucket": name},
	"evidence": [concat("", ["/refs/invocationLogBuckets/", name, "/properties/ObjectLockConfiguration"])],
}

region(loggings, buckets) := {
	"refs": {"invocationLogging": loggings, "invocationLogBuckets": buckets},
	"params": {"retention": {"invocation_log_years": 7}},
}
