package controls.pii.personal_data_retention_bounded_test

import data.controls.pii.personal_data_retention_bounded as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

test_applies[name] if {
	some name, case in cases
	applies := [true | control.applies with input as case.input]
	[case.applies | case.applies == true] == applies
}

test_occasion[name] if {
	some name, case in cases
	control.occasion == case.occasion with input as case.input
}

cases := {
	"a rule that reaches everything below the prefix passes": {
		"input": place(90, [rule({"Prefix": "raw/", "ExpirationInDays": 90})], {}),
		"applies": true,
		"occasion": {"/resource/runtime/Found/1"},
		"violation": set(),
	},
	"no rule at all fails": {
		"input": place(90, [], {}),
		"applies": true,
		"occasion": {"/resource/runtime/Found/1"},
		"violation": {kept},
	},
	"a rule of the whole bucket that is too late fails": {
		"input": place(90, [rule({"ExpirationInDays": 91})], {}),
		"applies": true,
		"occasion": {"/resource/runtime/Found/1"},
		"violation": {kept},
	},
	"narrower, filtered, dated and disabled rules leave something": {
		"input": place(
			90,
			[
				rule({"Prefix": "raw/2026/train/x", "ExpirationInDays": 1}),
				rule({"TagFilters": [{"Key": "a", "Value": "b"}], "ExpirationInDays": 1}),
				rule({"ObjectSizeGreaterThan": 1, "ExpirationInDays": 1}),
				rule({"ObjectSizeLessThan": 9, "ExpirationInDays": 1}),
				rule({"ExpirationDate": "2026-01-01"}),
				rule({"Status": "Disabled", "ExpirationInDays": 1}),
			],
			{},
		),
		"applies": true,
		"occasion": {"/resource/runtime/Found/1"},
		"violation": {kept},
	},
	"old versions that stay fail": {
		"input": place(90, [rule({"ExpirationInDays": 30})], {"Status": "Suspended"}),
		"applies": true,
		"occasion": {"/resource/runtime/Found/1"},
		"violation": {versions_kept},
	},
	"old versions of which some stay fail": {
		"input": place(
			90,
			[rule({
				"ExpirationInDays": 30,
				"NoncurrentVersionExpiration": {"NoncurrentDays": 1, "NewerNoncurrentVersions": 1},
			})],
			{"Status": "Enabled"},
		),
		"applies": true,
		"occasion": {"/resource/runtime/Found/1"},
		"violation": {versions_kept},
	},
	"old versions that go, too, pass": {
		"input": place(
			90,
			[rule({"ExpirationInDays": 30, "NoncurrentVersionExpiration": {"NoncurrentDays": 30}})],
			{"Status": "Enabled"},
		),
		"applies": true,
		"occasion": {"/resource/runtime/Found/1"},
		"violation": set(),
	},
	"a place that is the whole bucket takes a rule of the whole bucket": {
		"input": {
			"resource": {
				"properties": {"Kind": "s3", "Bucket": "ml-data"},
				"runtime": {"Found": [find("name", 0.95)]},
			},
			"refs": {"bucket": bucket([rule({"Prefix": "raw/", "ExpirationInDays": 1})], {})},
			"params": params(90),
		},
		"applies": true,
		"occasion": {"/resource/runtime/Found/0"},
		"violation": {kept},
	},
	"a bucket that is gone deletes nothing": {
		"input": object.union(place(90, [], {}), {"refs": {"bucket": null}}),
		"applies": true,
		"occasion": {"/resource/runtime/Found/1"},
		"violation": {
			kept,
			{
				"code": "bucket_gone",
				"args": {"bucket": "ml-data"},
				"evidence": ["/resource/properties/Bucket", "/refs/bucket/id"],
			},
		},
	},
	"where nothing was found there is no occasion": {
		"input": object.union(place(90, [], {}), {"resource": {"runtime": {"Found": [find("name", 0.7)]}}}),
		"applies": true,
		"occasion": set(),
		"violation": {kept},
	},
	"where no days are set nothing is judged": {
		"input": place(0, [rule({"ExpirationInDays": 1})], {}),
		"applies": false,
		"occasion": {"/resource/runtime/Found/1"},
		"violation": {object.union(kept, {"args": {"days": "0"}})},
	},
	"a log group that deletes in time passes": {
		"input": group(90, {"RetentionInDays": 90}),
		"applies": true,
		"occasion": {"/resource/runtime/Found/0"},
		"violation": set(),
	},
	"a log group that deletes later fails": {
		"input": group(90, {"RetentionInDays": 120}),
		"applies": true,
		"occasion": {"/resource/runtime/Found/0"},
		"violation": {group_kept},
	},
	"a log group without retention keeps everything": {
		"input": group(90, {}),
		"applies": true,
		"occasion": {"/resource/runtime/Found/0"},
		"violation": {group_kept},
	},
	"a log group that is gone is told": {
		"input": object.union(group(90, {}), {"refs": {"logGroup": null}}),
		"applies": true,
		"occasion": {"/resource/runtime/Found/0"},
		"violation": {
			group_kept,
			{
				"code": "group_gone",
				"args": {"group": "/bedrock/log"},
				"evidence": ["/resource/properties/LogGroupName", "/refs/logGroup/id"],
			},
		},
	},
	"tables have no lifecycle rules": {
		"input": {
			"resource": {"properties": {"Kind": "dynamodb"}, "runtime": {"Found": [find("name", 0.95)]}},
			"params": params(90),
		},
		"applies": false,
		"occasion": {"/resource/runtime/Found/0"},
		"violation": set(),
	},
}

place(days, rules, versioning) := {
	"resource": {
		"properties": {"Kind": "s3", "Bucket": "ml-data", "Prefix": "raw/2026/"},
		"runtime": {"Found": [find("postal_code", 0.95), find("name", 0.95)]},
	},
	"refs": {"bucket": bucket(rules, versioning)},
	"params": params(days),
}

group(days, properties) := {
	"resource": {
		"properties": {"Kind": "logs", "LogGroupName": "/bedrock/log"},
		"runtime": {"Found": [find("name", 0.95)]},
	},
	"refs": {"logGroup": {"id": "arn:aws:logs:ap-northeast-1:111122223333:log-group:/bedrock/log", "properties": properties}},
	"params": params(days),
}

bucket(rules, versioning) := {
	"id": "arn:aws:s3:::ml-data",
	"properties": {"LifecycleConfiguration": {"Rules": rules}, "VersioningConfiguration": versioning},
}

rule(facts) := object.union({"Status": "Enabled"}, facts)

find(type, confidence) := {"Type": type, "Count": 1, "Objects": 1, "Confidence": confidence}

params(days) := {"pii": {"kept_types": ["email", "name"], "kept_confidence": 0.75, "retention_days": days}}

kept := {
	"code": "kept",
	"args": {"bucket": "ml-data", "days": "90"},
	"evidence": [
		"/resource/properties/Bucket",
		"/resource/properties/Prefix",
		"/refs/bucket/properties/LifecycleConfiguration",
		"/params/pii/retention_days",
	],
}

versions_kept := {
	"code": "versions_kept",
	"args": {"bucket": "ml-data", "days": "90"},
	"evidence": [
		"/resource/properties/Bucket",
		"/resource/properties/Prefix",
		"/refs/bucket/properties/LifecycleConfiguration",
		"/refs/bucket/properties/VersioningConfiguration/Status",
		"/params/pii/retention_days",
	],
}

group_kept := {
	"code": "group_kept",
	"args": {"group": "/bedrock/log", "days": "90"},
	"evidence": [
		"/resource/properties/LogGroupName",
		"/refs/logGroup/properties/RetentionInDays",
		"/params/pii/retention_days",
	],
}
