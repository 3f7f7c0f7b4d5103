# METADATA
# title: The trail's bucket locks its log files in compliance mode
# description: >-
#   An audit trail that an administrator can delete proves nothing. Object Lock protects only what its default retention
#   covers, and in governance mode whoever has s3:BypassGovernanceRetention lifts it.
# custom:
#   resource: AWS::CloudTrail::Trail
#   severity: critical
#   theme: audit
#   messages:
#     no_bucket: the bucket {bucket} does not exist
#     not_enabled: Object Lock is not enabled on the bucket
#     no_rule: the bucket has no default retention, so new log files are not locked
#     governance: the default retention is in {mode} mode, which privileged users can lift
#     too_short: the default retention is shorter than the required years
#   remediation: >-
#     Set the bucket's default retention to COMPLIANCE mode for the required years (PutObjectLockConfiguration), or
#     deliver the trail to a new bucket that has it.
#   ja:
#     title: 証跡のバケットはログファイルをコンプライアンスモードでロックしている
#     description: 管理者が削除できる監査証跡は証拠とならない。オブジェクトロックが守るのは既定の保持期間の範囲だけであり、ガバナンスモードは権限者が解除できる。
#     messages:
#       no_bucket: バケット {bucket} が存在しない
#       not_enabled: バケットでオブジェクトロックが有効になっていない
#       no_rule: 既定の保持期間がなく、新しいログファイルがロックされない
#       governance: 既定の保持モードが {mode} であり、権限者が解除できる
#       too_short: 既定の保持期間が所定の保管期間（年数）に満たない
#     remediation: バケットの既定の保持を COMPLIANCE モードかつ所定の年数に設定するか、その設定を持つ新しいバケットへ証跡を配信する。
package controls.cloudtrail.trail_bucket_object_lock

# Bucket names are unique in all of AWS: one that this account lacks is another's, a gap, so this stays unproven there.
violation contains {
	"code": "no_bucket",
	"args": {"bucket": input.resource.properties.S3BucketName},
	"evidence": ["/resource/properties/S3BucketName", "/refs/bucket"],
} if {
	not input.refs.bucket.id
}

violation contains {
	"code": "not_enabled",
	"evidence": ["/refs/bucket/id", "/refs/bucket/properties/ObjectLockConfiguration/ObjectLockEnabled"],
} if {
	input.refs.bucket.id
	not input.refs.bucket.properties.ObjectLockConfiguration.ObjectLockEnabled == "Enabled"
}

violation contains {"code": "no_rule", "evidence": ["/refs/bucket/id", concat("", [retention, "/Mode"])]} if {
	input.refs.bucket.id
	not input.refs.bucket.properties.ObjectLockConfiguration.Rule.DefaultRetention.Mode
}

violation contains {
	"code": "governance",
	"args": {"mode": mode},
	"evidence": [concat("", [retention, "/Mode"])],
} if {
	mode := input.refs.bucket.properties.ObjectLockConfiguration.Rule.DefaultRetention.Mode
	mode != "COMPLIANCE"
}

violation contains {
	"code": "too_short",
	"evidence": [retention, "/params/retention/audit_trail_years"],
} if {
	input.refs.bucket.properties.ObjectLockConfiguration.Rule.DefaultRetention.Mode
	not long_enough
}

long_enough if {
	years := input.refs.bucket.properties.ObjectLockConfiguration.Rule.DefaultRetention.Years
	is_number(years)
	years >= input.params.retention.audit_trail_years
}

# A year of Object Lock has 365 days.
long_enough if {
	days := input.refs.bucket.properties.ObjectLockConfiguration.Rule.DefaultRetention.Days
	is_number(days)
	days >= input.params.retention.audit_trail_years * 365
}

retention := "/refs/bucket/properties/ObjectLockConfiguration/Rule/DefaultRetention"
