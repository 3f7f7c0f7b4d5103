# METADATA
# title: Data in which personal data were found are deleted in time
# description: >-
#   Personal data are to be erased when they are no longer needed. Where the organisation sets pii.retention_days, a
#   lifecycle rule has to expire everything below the prefix within these days, old versions included, or the log group
#   its events. Where nothing is set, nothing is judged.
# custom:
#   resource: Kansa::PersonalDataInventory
#   severity: medium
#   theme: pii
#   live_only: true
#   messages:
#     kept: no lifecycle rule of the bucket {bucket} deletes what lies there within {days} days
#     versions_kept: >-
#       the bucket {bucket} has versions, and no lifecycle rule deletes the old ones within {days} days
#     group_kept: the log group {group} does not delete its events within {days} days
#     bucket_gone: the bucket {bucket} does not exist
#     group_gone: the log group {group} does not exist
#   remediation: >-
#     Expire the prefix and its noncurrent versions by a lifecycle rule without filters by tag or size
#     (PutBucketLifecycleConfiguration), or set the log group's retention (PutRetentionPolicy); or mask what must be
#     kept longer.
#   ja:
#     title: 個人情報が検出されたデータは期限内に削除される
#     description: "\
#       利用する必要がなくなった個人データは消去しなければならない。組織が pii.retention_days を定めている場合、プレフィックス配下の全オブジェクト（旧バージョンを含む）またはロググループのイベントは、\
#       その日数以内に削除される必要がある。定めがなければ判定しない。"
#     messages:
#       kept: バケット {bucket} に、当該データを {days} 日以内に削除するライフサイクルルールがない
#       versions_kept: バケット {bucket} はバージョニングされているが、旧バージョンを {days} 日以内に削除するルールがない
#       group_kept: ロググループ {group} はイベントを {days} 日以内に削除しない
#       bucket_gone: バケット {bucket} が存在しない
#       group_gone: ロググループ {group} が存在しない
#     remediation: "\
#       タグやサイズによる絞り込みのないライフサイクルルールで、プレフィックスとその旧バージョンを失効させる（PutBucketLifecycleConfiguration）。\
#       ロググループには保持期間を設定する（PutRetentionPolicy）。より長く保管すべきものはマスキングする。"
package controls.pii.personal_data_retention_bounded

import data.lib.found
import data.lib.lifecycle

applies if {
	input.params.pii.retention_days > 0
	input.resource.properties.Kind in {"s3", "logs"}
}

occasion contains found.at(index) if some index, _ in found.kept

violation contains {
	"code": "kept",
	"args": {"bucket": input.resource.properties.Bucket, "days": days},
	"evidence": [bucket, prefix, lifecycle_rules, allowed],
} if {
	input.resource.properties.Bucket
	not expires
}

# Deleting an object of a bucket with versions only adds a version that says so.
violation contains {
	"code": "versions_kept",
	"args": {"bucket": input.resource.properties.Bucket, "days": days},
	"evidence": [bucket, prefix, lifecycle_rules, versioning, allowed],
} if {
	input.refs.bucket.properties.VersioningConfiguration.Status
	not expires_versions
}

# Bucket names are unique in all of AWS: one that this account lacks is another's, a gap, so this stays unproven there.
violation contains {
	"code": "bucket_gone",
	"args": {"bucket": input.resource.properties.Bucket},
	"evidence": [bucket, "/refs/bucket/id"],
} if {
	input.resource.properties.Bucket
	not input.refs.bucket.id
}

# No retention means that the events never expire.
violation contains {
	"code": "group_kept",
	"args": {"group": input.resource.properties.LogGroupName, "days": days},
	"evidence": [group, "/refs/logGroup/properties/RetentionInDays", allowed],
} if {
	input.resource.properties.LogGroupName
	not group_expires
}

violation contains {
	"code": "group_gone",
	"args": {"group": input.resource.properties.LogGroupName},
	"evidence": [group, "/refs/logGroup/id"],
} if {
	input.resource.properties.LogGroupName
	not input.refs.logGroup.id
}

expires if lifecycle.expires(rules, place, input.params.pii.retention_days)

expires_versions if lifecycle.expires_versions(rules, place, input.params.pii.retention_days)

group_expires if {
	lifecycle.is_soon(input.refs.logGroup.properties.RetentionInDays, input.params.pii.retention_days)
}

# What begins with nothing is the whole bucket.
default place := ""

place := input.resource.properties.Prefix

rules := input.refs.bucket.properties.LifecycleConfiguration.Rules

days := found.text_of(input.params.pii.retention_days)

bucket := "/resource/properties/Bucket"

prefix := "/resource/properties/Prefix"

group := "/resource/properties/LogGroupName"

lifecycle_rules := "/refs/bucket/properties/LifecycleConfiguration"

versioning := "/refs/bucket/properties/VersioningConfiguration/Status"

allowed := "/params/pii/retention_days"
