package controls.bedrock.invocation_log_retention_test

import data.controls.bedrock.invocation_log_retention as control

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
	"a log group that keeps for long enough passes": {
		"input": region(in_group, {}, {"bedrock": group({"RetentionInDays": 2557})}),
		"applies": true,
		"violation": set(),
	},
	"a log group without retention keeps for ever": {
		"input": region(in_group, {}, {"bedrock": group({})}),
		"applies": true,
		"violation": set(),
	},
	"a log group of five years fails": {
		"input": region(in_group, {}, {"bedrock": group({"RetentionInDays": 1827})}),
		"applies": true,
		"violation": {{
			"code": "group_short",
			"args": {"group": "bedrock", "days": "1827"},
			"evidence": [
				"/refs/invocationLogGroups/bedrock/properties/RetentionInDays",
				"/params/retention/invocation_log_years",
			],
		}},
	},
	"a retention that is no number fails": {
		"input": region(in_group, {}, {"bedrock": group({"RetentionInDays": "2557"})}),
		"applies": true,
		"violation": {{
			"code": "group_short",
			"args": {"group": "bedrock", "days": "?"},
			"evidence": [
				"/refs/invocationLogGroups/bedrock/properties/RetentionInDays",
				"/params/retention/invocation_log_years",
			],
		}},
	},
	"a bucket without lifecycle keeps for ever": {
		"input": region(in_bucket, {"ml-logs": {"properties": {}}}, {}),
		"applies": true,
		"violation": set(),
	},
	"rules that are disabled, long enough or elsewhere pass": {
		"input": region(
			in_bucket,
			{"ml-logs": bucket([
				{"Id": "off", "Status": "Disabled", "ExpirationInDays": 30},
				{"Id": "long", "Status": "Enabled", "ExpirationInDays": 2555},
				{"Id": "elsewhere", "Status": "Enabled", "Prefix": "tmp/", "ExpirationInDays": 1},
				{"Id": "transition", "Status": "Enabled", "Prefix": ""},
			])},
			{},
		),
		"applies": true,
		"violation": set(),
	},
	"a rule for all objects that expires early fails": {
		"input": region(in_bucket, {"ml-logs": bucket([{"Id": "all", "Status": "Enabled", "ExpirationInDays": 365}])}, {}),
		"applies": true,
		"violation": {{
			"code": "bucket_expires",
			"args": {"bucket": "ml-logs", "days": "365", "rule": "all"},
			"evidence": [s3_config, rule_pointer, "/params/retention/invocation_log_years"],
		}},
	},
	"a rule for a part of the logs fails": {
		"input": region(
			in_bucket,
			{"ml-logs": bucket([{
				"Status": "Enabled",
				"Prefix": "bedrock/AWSLogs/",
				"ExpirationInDays": 365,
			}])},
			{},
		),
		"applies": true,
		"violation": {{
			"code": "bucket_expires",
			"args": {"bucket": "ml-logs", "days": "365", "rule": "?"},
			"evidence": [s3_config, rule_pointer, "/params/retention/invocation_log_years"],
		}},
	},
	"non-current versions that go early fail": {
		"input": region(
			in_bucket,
			{"ml-logs": {"properties": {
				"VersioningConfiguration": {"Status": "Enabled"},
				"LifecycleConfiguration": {"Rules": [old_versions]},
			}}},
			{},
		),
		"applies": true,
		"violation": {{
			"code": "bucket_noncurrent",
			"args": {"bucket": "ml-logs", "days": "30", "rule": "old"},
			"evidence": [
				s3_config,
				rule_pointer,
				"/refs/invocationLogBuckets/ml-logs/properties/VersioningConfiguration/Status",
				"/params/retention/invocation_log_years",
			],
		}},
	},
	"a bucket that never had versions has no non-current ones": {
		"input": region(in_bucket, {"ml-logs": bucket([old_versions])}, {}),
		"applies": true,
		"violation": set(),
	},
	"a fixed date fails": {
		"input": region(
			in_bucket,
			{"ml-logs": bucket([{"Id": "end", "Status": "Enabled", "ExpirationDate": "2027-01-01T00:00:00Z"}])},
			{},
		),
		"applies": true,
		"violation": {{
			"code": "bucket_dated",
			"args": {"bucket": "ml-logs", "rule": "end"},
			"evidence": [s3_config, rule_pointer],
		}},
	},
	"the bucket for large bodies is read too": {
		"input": region(
			{"cloudWatchConfig": {
				"logGroupName": "bedrock",
				"largeDataDeliveryS3Config": {"bucketName": "ml-large"},
			}},
			{"ml-large": bucket([{"Id": "all", "Status": "Enabled", "ExpirationInDays": 7}])},
			{"bedrock": group({})},
		),
		"applies": true,
		"violation": {{
			"code": "bucket_expires",
			"args": {"bucket": "ml-large", "days": "7", "rule": "all"},
			"evidence": [
				"/refs/invocationLogging/0/properties/cloudWatchConfig/largeDataDeliveryS3Config",
				"/refs/invocationLogBuckets/ml-large/properties/LifecycleConfiguration/Rules/0",
				"/params/retention/invocation_log_years",
			],
		}},
	},
	"destinations that are gone keep nothing": {
		"input": region(object.union(in_group, in_bucket), {}, {}),
		"applies": true,
		"violation": {
			{
				"code": "bucket_gone",
				"args": {"bucket": "ml-logs"},
				"evidence": [s3_config, "/refs/invocationLogBuckets/ml-logs"],
			},
			{
				"code": "group_gone",
				"args": {"group": "bedrock"},
				"evidence": [
					"/refs/invocationLogging/0/properties/cloudWatchConfig/logGroupName",
					"/refs/invocationLogGroups/bedrock",
				],
			},
		},
	},
	"without logging there is nothing to keep": {
		"input": {"refs": {"invocationLogging": []}, "params": {"retention": {"invocation_log_years": 7}}},
		"applies": false,
		"violation": set(),
	},
}

in_group := {"cloudWatchConfig": {"logGroupName": "bedrock"}}

in_bucket := {"s3Config": {"bucketName": "ml-logs", "keyPrefix": "bedrock"}}

s3_config := "/refs/invocationLogging/0/properties/s3Config"

old_versions := {
	"Id": "old",
	"Status": "Enabled",
	"NoncurrentVersionExpiration": {"NoncurrentDays": 30},
}

rule_pointer := "/refs/invocationLogBuckets/ml-logs/properties/LifecycleConfiguration/Rules/0"

region(properties, buckets, groups) := {
	"refs": {
		"invocationLogging": [{"properties": properties}],
		"invocationLogBuckets": buckets,
		"invocationLogGroups": groups,
	},
	"params": {"retention": {"invocation_log_years": 7}},
}

group(properties) := {"properties": properties}

bucket(rules) := {"properties": {"LifecycleConfiguration": {"Rules": rules}}}
