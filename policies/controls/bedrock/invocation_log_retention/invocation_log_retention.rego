# METADATA
# title: Bedrock invocation logs are kept for the required years
# description: >-
#   A log that its own destination deletes early cannot answer an audit. Every destination has to keep it, the bucket
#   for large bodies too.
# custom:
#   resource: Kansa::Region
#   severity: critical
#   theme: audit
#   messages:
#     group_short: the log group {group} keeps its events for {days} days only
#     bucket_expires: >-
#       the bucket {bucket} expires log objects after {days} days (lifecycle rule {rule})
#     bucket_noncurrent: >-
#       the bucket {bucket} deletes replaced or deleted log objects after {days} days (lifecycle rule {rule})
#     bucket_dated: the bucket {bucket} deletes log objects at a fixed date (lifecycle rule {rule})
#     group_gone: the log group {group} does not exist, so it keeps nothing
#     bucket_gone: the bucket {bucket} does not exist, so it keeps nothing
#   remediation: >-
#     Set the log group's retention to the required period or to never expire, and take expiring lifecycle rules off the
#     log buckets or raise them to the required period.
#   ja:
#     title: Bedrock の呼び出しログは必要な年数にわたり保管されている
#     description: 出力先が期限前に削除するログは監査に耐えない。大きな本文を置くバケットを含め、すべての出力先が保管期間を満たす必要がある。
#     messages:
#       group_short: ロググループ {group} の保管期間は {days} 日しかない
#       bucket_expires: バケット {bucket} はログを {days} 日で削除する（ライフサイクルルール {rule}）
#       bucket_noncurrent: バケット {bucket} は旧バージョンとなったログを {days} 日で削除する（ライフサイクルルール {rule}）
#       bucket_dated: バケット {bucket} は特定の日付でログを削除する（ライフサイクルルール {rule}）
#       group_gone: ロググループ {group} が存在せず、ログは保管されていない
#       bucket_gone: バケット {bucket} が存在せず、ログは保管されていない
#     remediation: ロググループの保管期間を所定の年数以上または無期限とし、ログ用バケットの有効期限ルールを外すか所定の年数以上に延ばす。
package controls.bedrock.invocation_log_retention

import data.lib.evidence

applies if some _ in input.refs.invocationLogging

# No retention at all means that CloudWatch Logs keeps the events for ever.
violation contains {
	"code": "group_short",
	"args": {"group": name, "days": text_of(retention)},
	"evidence": [evidence.at(["refs", "invocationLogGroups", name, "properties", "RetentionInDays"]), required],
} if {
	some name, group in input.refs.invocationLogGroups
	retention := group.properties.RetentionInDays
	not is_enough(retention)
}

violation contains {
	"code": "bucket_expires",
	"args": {"bucket": place.bucket, "days": text_of(days), "rule": name_of(rule)},
	"evidence": [place.pointer, rule_pointer(place, index), required],
} if {
	some place in places
	some index, rule in rules_of(place)
	concerns(rule, place)
	days := rule.ExpirationInDays
	not is_enough(days)
}

violation contains {
	"code": "bucket_noncurrent",
	"args": {"bucket": place.bucket, "days": text_of(days), "rule": name_of(rule)},
	"evidence": [place.pointer, rule_pointer(place, index), status_pointer(place), required],
} if {
	some place in places

	# A bucket that never had versions names no status.
	input.refs.invocationLogBuckets[place.bucket].properties.VersioningConfiguration.Status
	some index, rule in rules_of(place)
	concerns(rule, place)
	days := rule.NoncurrentVersionExpiration.NoncurrentDays
	not is_enough(days)
}

# At its date such a rule deletes objects of whatever age.
violation contains {
	"code": "bucket_dated",
	"args": {"bucket": place.bucket, "rule": name_of(rule)},
	"evidence": [place.pointer, rule_pointer(place, index)],
} if {
	some place in places
	some index, rule in rules_of(place)
	concerns(rule, place)
	rule.ExpirationDate
}

violation contains {
	"code": "group_gone",
	"args": {"group": name},
	"evidence": [
		evidence.at(["refs", "invocationLogging", index, "properties", "cloudWatchConfig", "logGroupName"]),
		evidence.at(["refs", "invocationLogGroups", name]),
	],
} if {
	some index, logging in input.refs.invocationLogging
	name := logging.properties.cloudWatchConfig.logGroupName
	not input.refs.invocationLogGroups[name]
}

# Bucket names are unique in all of AWS: one that this account lacks is another's, a gap, so this stays unproven there.
violation contains {
	"code": "bucket_gone",
	"args": {"bucket": place.bucket},
	"evidence": [place.pointer, evidence.at(["refs", "invocationLogBuckets", place.bucket])],
} if {
	some place in places
	not input.refs.invocationLogBuckets[place.bucket]
}

# Where logs go in S3: a bucket and the prefix below which Bedrock writes.
places contains {
	"bucket": config.bucketName,
	"prefix": object.get(config, "keyPrefix", ""),
	"pointer": evidence.at(["refs", "invocationLogging", index, "properties", "s3Config"]),
} if {
	some index, logging in input.refs.invocationLogging
	config := logging.properties.s3Config
}

places contains {
	"bucket": config.bucketName,
	"prefix": object.get(config, "keyPrefix", ""),
	"pointer": evidence.at([
		"refs", "invocationLogging", index, "properties", "cloudWatchConfig",
		"largeDataDeliveryS3Config",
	]),
} if {
	some index, logging in input.refs.invocationLogging
	config := logging.properties.cloudWatchConfig.largeDataDeliveryS3Config
}

rules_of(place) := input.refs.invocationLogBuckets[place.bucket].properties.LifecycleConfiguration.Rules

rule_pointer(place, index) := evidence.at([
	"refs", "invocationLogBuckets", place.bucket, "properties", "LifecycleConfiguration",
	"Rules", index,
])

status_pointer(place) := evidence.at([
	"refs", "invocationLogBuckets", place.bucket, "properties", "VersioningConfiguration",
	"Status",
])

# Does the rule reach the logs? Either prefix may be the longer one. A filter by tags does not keep it away: whoever may
# tag a log could make it expire.
concerns(rule, place) if {
	not rule.Status == "Disabled"
	startswith(prefix_of(rule), place.prefix)
}

concerns(rule, place) if {
	not rule.Status == "Disabled"
	startswith(place.prefix, prefix_of(rule))
}

prefix_of(rule) := object.get(rule, "Prefix", "")

# A year of S3 and of CloudWatch Logs has 365 days.
is_enough(days) if {
	is_number(days)
	days >= input.params.retention.invocation_log_years * 365
}

name_of(rule) := object.get(rule, "Id", "?")

text_of(days) := format_int(days, 10) if is_number(days)

text_of(days) := "?" if not is_number(days)

required := "/params/retention/invocation_log_years"
