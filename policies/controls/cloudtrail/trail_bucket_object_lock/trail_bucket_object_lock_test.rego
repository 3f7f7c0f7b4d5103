package controls.cloudtrail.trail_bucket_object_lock_test

import data.controls.cloudtrail.trail_bucket_object_lock as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"compliance mode for the required years passes": {
		"input": trail({"bucket": bucket({"Mode": "COMPLIANCE", "Years": 7})}),
		"violation": set(),
	},
	"days count as well": {
		"input": trail({"bucket": bucket({"Mode": "COMPLIANCE", "Days": 2555})}),
		"violation": set(),
	},
	"governance mode fails": {
		"input": trail({"bucket": bucket({"Mode": "GOVERNANCE", "Years": 10})}),
		"violation": {{
			"code": "governance",
			"args": {"mode": "GOVERNANCE"},
			"evidence": [concat("", [retention, "/Mode"])],
		}},
	},
	"too few years or days fail": {
		"input": trail({"bucket": bucket({"Mode": "COMPLIANCE", "Years": 1, "Days": 2554})}),
		"violation": {{"code": "too_short", "evidence": [retention, "/params/retention/audit_trail_years"]}},
	},
	"a period that is no number fails": {
		"input": trail({"bucket": bucket({"Mode": "COMPLIANCE", "Years": "7"})}),
		"violation": {{"code": "too_short", "evidence": [retention, "/params/retention/audit_trail_years"]}},
	},
	"Object Lock without default retention locks nothing": {
		"input": trail({"bucket": {
			"id": "audit-logs",
			"properties": {"ObjectLockEnabled": true, "ObjectLockConfiguration": {"ObjectLockEnabled": "Enabled"}},
		}}),
		"violation": {{"code": "no_rule", "evidence": ["/refs/bucket/id", concat("", [retention, "/Mode"])]}},
	},
	"a bucket without Object Lock fails": {
		"input": trail({"bucket": {"id": "audit-logs", "properties": {"BucketName": "audit-logs"}}}),
		"violation": {
			{"code": "no_rule", "evidence": ["/refs/bucket/id", concat("", [retention, "/Mode"])]},
			{
				"code": "not_enabled",
				"evidence": ["/refs/bucket/id", "/refs/bucket/properties/ObjectLockConfiguration/ObjectLockEnabled"],
			},
		},
	},
	"a bucket that does not exist fails": {
		"input": trail({}),
		"violation": {{
			"code": "no_bucket",
			"args": {"bucket": "audit-logs"},
			"evidence": ["/resource/properties/S3BucketName", "/refs/bucket"],
		}},
	},
}

retention := "/refs/bucket/properties/ObjectLockConfiguration/Rule/DefaultRetention"

trail(refs) := {
	"resource": {"properties": {"TrailName": "audit", "S3BucketName": "audit-logs"}},
	"refs": refs,
	"params": {"retention": {"audit_trail_years": 7}},
}

bucket(default_retention) := {"id": "audit-logs", "properties": {"ObjectLockConfiguration": {
	"ObjectLockEnabled": "Enabled",
	"Rule": {"DefaultRetention": default_retention},
}}}
