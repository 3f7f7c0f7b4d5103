# METADATA
# title: Captured requests are encrypted by a customer managed key, and deleted in time
# description: >-
#   Data capture stores what users sent and what the model answered. It has to lie under a key of one's own, in a
#   bucket whose lifecycle deletes it within the allowed days, old versions included.
# custom:
#   resource: AWS::SageMaker::EndpointConfig
#   severity: high
#   theme: pii
#   messages:
#     no_key: no KMS key is named for the captured data
#     aws_managed: the key {key} is managed by AWS, not by the customer
#     key_gone: the key {key} does not exist
#     kept: no lifecycle rule of the bucket {bucket} deletes the captured data within the allowed days
#     versions_kept: >-
#       the bucket {bucket} has versions, and no lifecycle rule deletes the old ones within the allowed days
#     bucket_gone: the bucket of {uri} does not exist
#   remediation: >-
#     Name a customer managed key in DataCaptureConfig.KmsKeyId, and expire the prefix (and its noncurrent versions)
#     by a lifecycle rule of the bucket.
#   ja:
#     title: キャプチャされた要求データは顧客管理キーで暗号化され、期限内に削除される
#     description: データキャプチャは利用者の入力とモデルの応答を保存する。自社のキーで暗号化し、旧バージョンを含め、所定の日数以内にライフサイクルで削除されなければならない。
#     messages:
#       no_key: キャプチャデータに KMS キーが指定されていない
#       aws_managed: キー {key} は AWS 管理キーであり、顧客管理キーではない
#       key_gone: キー {key} が存在しない
#       kept: バケット {bucket} に、キャプチャデータを所定の日数以内に削除するライフサイクルルールがない
#       versions_kept: バケット {bucket} はバージョニングされているが、旧バージョンを所定の日数以内に削除するルールがない
#       bucket_gone: "{uri} のバケットが存在しない"
#     remediation: DataCaptureConfig.KmsKeyId に顧客管理キーを指定し、バケットのライフサイクルルールで該当プレフィックスと旧バージョンを失効させる。
package controls.sagemaker.data_capture_encrypted_and_bounded

import data.lib.lifecycle

# AWS captures unless told otherwise.
applies if {
	input.resource.properties.DataCaptureConfig.DestinationS3Uri
	not input.resource.properties.DataCaptureConfig.EnableCapture == false
}

violation contains {"code": "no_key", "evidence": [key_id]} if not named

violation contains {
	"code": "aws_managed",
	"args": {"key": input.resource.properties.DataCaptureConfig.KmsKeyId},
	"evidence": [key_id, "/refs/captureKey/runtime/KeyManager"],
} if {
	# Where nothing names a manager the key comes from a template, which can declare keys of the customer only.
	input.refs.captureKey.runtime.KeyManager != "CUSTOMER"
}

violation contains {
	"code": "key_gone",
	"args": {"key": input.resource.properties.DataCaptureConfig.KmsKeyId},
	"evidence": [key_id, "/refs/captureKey/id"],
} if {
	named
	not input.refs.captureKey.id
}

# Bucket names are unique in all of AWS: one that this account lacks is another's, a gap, so this stays unproven there.
violation contains {
	"code": "bucket_gone",
	"args": {"uri": input.resource.properties.DataCaptureConfig.DestinationS3Uri},
	"evidence": [destination, "/refs/captureBucket/properties/BucketName"],
} if {
	not input.refs.captureBucket.properties.BucketName
}

violation contains {
	"code": "kept",
	"args": {"bucket": input.refs.captureBucket.properties.BucketName},
	"evidence": [destination, bucket_name, lifecycle_rules, allowed],
} if {
	not expires
}

# Deleting an object of a bucket with versions only adds a version that says so.
violation contains {
	"code": "versions_kept",
	"args": {"bucket": input.refs.captureBucket.properties.BucketName},
	"evidence": [destination, bucket_name, lifecycle_rules, allowed, versioning],
} if {
	input.refs.captureBucket.properties.VersioningConfiguration.Status
	not expires_versions
}

expires if lifecycle.expires(rules, prefix, input.params.retention.data_capture_days)

expires_versions if lifecycle.expires_versions(rules, prefix, input.params.retention.data_capture_days)

rules := input.refs.captureBucket.properties.LifecycleConfiguration.Rules

# What comes behind the bucket in the URI.
default prefix := ""

prefix := trim_prefix(input.resource.properties.DataCaptureConfig.DestinationS3Uri, root) if {
	startswith(input.resource.properties.DataCaptureConfig.DestinationS3Uri, root)
}

root := concat("", ["s3://", input.refs.captureBucket.properties.BucketName, "/"])

named if input.resource.properties.DataCaptureConfig.KmsKeyId != ""

key_id := "/resource/properties/DataCaptureConfig/KmsKeyId"

destination := "/resource/properties/DataCaptureConfig/DestinationS3Uri"

bucket_name := "/refs/captureBucket/properties/BucketName"

lifecycle_rules := "/refs/captureBucket/properties/LifecycleConfiguration"

allowed := "/params/retention/data_capture_days"

versioning := "/refs/captureBucket/properties/VersioningConfiguration/Status"
