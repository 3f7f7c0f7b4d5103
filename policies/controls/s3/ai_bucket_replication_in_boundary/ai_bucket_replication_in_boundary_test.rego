package controls.s3.ai_bucket_replication_in_boundary_test

import data.controls.s3.ai_bucket_replication_in_boundary as control

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
	"a declared region passes": {
		"input": replicated("Enabled", "ap-northeast-3"),
		"applies": true,
		"violation": set(),
	},
	"a rule that is off takes nothing": {
		"input": replicated("Disabled", "us-east-1"),
		"applies": true,
		"violation": set(),
	},
	"another region fails": {
		"input": replicated("Enabled", "us-east-1"),
		"applies": true,
		"violation": outside,
	},
	"no replication passes": {
		"input": {
			"resource": {"properties": {"BucketName": "data"}},
			"refs": {"destinations": {}},
			"params": {"s3": {"ai_buckets": ["data"]}, "residency": {"regions": ["ap-northeast-1"]}},
		},
		"applies": true,
		"violation": set(),
	},
	"where nothing is declared nothing is judged": {
		"input": object.union(replicated("Enabled", "us-east-1"), {"params": {"residency": {"regions": []}}}),
		"applies": false,
		"violation": outside,
	},
}

replicated(status, region) := {
	"resource": {"properties": {
		"BucketName": "data",
		"ReplicationConfiguration": {"Rules": [{"Id": "copy", "Status": status, "Destination": {"Bucket": "arn:aws:s3:::copy"}}]},
	}},
	"refs": {"destinations": {"arn:aws:s3:::copy": {"id": "arn:aws:s3:::copy", "region": region}}},
	"params": {"s3": {"ai_buckets": ["data"]}, "residency": {"regions": ["ap-northeast-1", "ap-northeast-3"]}},
}

outside := {{
	"code": "outside",
	"args": {"bucket": "arn:aws:s3:::copy", "region": "us-east-1", "rule": "copy"},
	"evidence": [
		"/resource/properties/ReplicationConfiguration/Rules/0",
		"/refs/destinations/arn:aws:s3:::copy/region",
		"/params/residency/regions",
	],
}}
