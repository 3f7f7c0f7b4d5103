package controls.bedrock.knowledge_base_sync_recent_test

import data.controls.bedrock.knowledge_base_sync_recent as control

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
	"a job within the days passes": {
		"input": source({"LastIngestion": {"updatedAt": now - (30 * 86400000)}}),
		"applies": true,
		"violation": set(),
	},
	"an older job fails": {
		"input": source({"LastIngestion": {"updatedAt": (now - (30 * 86400000)) - 1}}),
		"applies": true,
		"violation": {stale},
	},
	"a time that is no number fails": {
		"input": source({"LastIngestion": {"updatedAt": "yesterday"}}),
		"applies": true,
		"violation": {stale},
	},
	"no job that completed fails": {
		"input": source({}),
		"applies": true,
		"violation": {{"code": "never", "evidence": ["/resource/runtime/LastIngestion/updatedAt"]}},
	},
	"a custom source has no jobs": {
		"input": object.union(
			source({"LastIngestion": {"updatedAt": now}}),
			{"resource": {
				"properties": {"DataSourceConfiguration": {"Type": "CUSTOM"}},
				"runtime": {"LastIngestion": {"updatedAt": now}},
			}},
		),
		"applies": false,
		"violation": set(),
	},
}

now := 1774958400000

stale := {"code": "stale", "evidence": ["/resource/runtime/LastIngestion/updatedAt", "/params/bedrock/sync_days", "/now"]}

source(runtime) := {
	"resource": {"properties": {"DataSourceConfiguration": {"Type": "S3"}}, "runtime": runtime},
	"params": {"bedrock": {"sync_days": 30}},
	"now": now,
}
