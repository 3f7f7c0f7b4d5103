# METADATA
# title: Bedrock invocation logs in S3 cannot be altered for the required years
# description: >-
#   A log that an administrator can delete proves nothing about what was asked of a model. Only a default retention in
#   compliance mode holds against everybody.
# custom:
#   resource: Kansa::Region
#   severity: high
#   theme: audit
#   messages:
#     no_bucket: the logs go to no bucket, and nobody can lock a log group
#     unlocked: the bucket {bucket} has no default retention in COMPLIANCE mode
#     too_short: the default retention of the bucket {bucket} is shorter than the required years
#     bucket_gone: the bucket {bucket} does not exist
#   remediation: >-
#     Deliver the logs to a bucket with Object Lock whose default retention is COMPLIANCE for the required years
#     (PutObjectLockConfiguration).
#   ja:
#     title: S3 に置く Bedrock の呼び出しログは必要な年数にわたり改変できない
#     description: 管理者が削除できるログは、モデルへの入力と応答を証明しない。誰に対しても有効なのは、コンプライアンスモードの既定の保持だけである。
#     messages:
#       no_bucket: ログがバケットに配信されておらず、ロググループはロックできない
#       unlocked: バケット {bucket} に COMPLIANCE モードの既定の保持がない
#       too_short: バケット {bucket} の既定の保持期間が所定の年数に満たない
#       bucket_gone: バケット {bucket} が存在しない
#     remediation: オブジェクトロックを有効にし、既定の保持を COMPLIANCE モードかつ所定の年数としたバケットへログを配信する（PutObjectLockConfiguration）。
package controls.bedrock.invocation_log_immutable

import data.lib.evidence

applies if some _ in input.refs.invocationLogging

violation contains {
	"code": "no_bucket",
	"evidence": [evidence.at(["refs", "invocationLogging", index, "properties", "s3Config", "bucketName"])],
} if {
	some index, logging in input.refs.invocationLogging
	not logging.properties.s3Config.bucketName
}

violation contains {"code": "unlocked", "args": {"bucket": name}, "evidence": [lock(name)]} if {
	some name, _ in input.refs.invocationLogBuckets
	not locked(name)
}

violation contains {
	"code": "too_short",
	"args": {"bucket": name},
	"evidence": [lock(name), "/params/retention/invocation_log_years"],
} if {
	some name, _ in input.refs.invocationLogBuckets
	locked(name)
	not long_enough(name)
}

# Bucket names are unique in all of AWS: one that this account lacks is another's, a gap, so this stays unproven there.
violation contains {
	"code": "bucket_gone",
	"args": {"bucket": name},
	"evidence": [
		evidence.at(["refs", "invocationLogging", index, "properties", "s3Config", "bucketName"]),
		evidence.at(["refs", "invocationLogBuckets", name]),
	],
} if {
	some index, logging in input.refs.invocationLogging
	name := logging.properties.s3Config.bucketName
	not input.refs.invocationLogBuckets[name]
}

locked(name) if {
	configuration := input.refs.invocationLogBuckets[name].properties.ObjectLockConfiguration
	configuration.ObjectLockEnabled == "Enabled"
	configuration.Rule.DefaultRetention.Mode == "COMPLIANCE"
}

long_enough(name) if {
	years := input.refs.invocationLogBuckets[name].properties.ObjectLockConfiguration.Rule.DefaultRetention.Years
	is_number(years)
	years >= input.params.retention.invocation_log_years
}

# A year of Object Lock has 365 days.
long_enough(name) if {
	days := input.refs.invocationLogBuckets[name].properties.ObjectLockConfiguration.Rule.DefaultRetention.Days
	is_number(days)
	days >= input.params.retention.invocation_log_years * 365
}

lock(name) := evidence.at(["refs", "invocationLogBuckets", name, "properties", "ObjectLockConfiguration"])
