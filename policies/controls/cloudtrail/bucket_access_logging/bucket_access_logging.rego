# METADATA
# title: Access to the trail's bucket is logged
# description: >-
#   Who reads or deletes the audit trail stands in no trail, unless its own data events are recorded; the access log of
#   the bucket tells.
# custom:
#   resource: AWS::CloudTrail::Trail
#   severity: medium
#   theme: audit
#   messages:
#     off: the bucket {bucket} has no server access logging
#   remediation: Enable server access logging to another bucket (PutBucketLogging).
#   ja:
#     title: 証跡のバケットへのアクセスが記録されている
#     description: 監査証跡を誰が閲覧し、削除したかは、データイベントを記録しない限り証跡には残らない。バケットのアクセスログがそれを示す。
#     messages:
#       off: バケット {bucket} のサーバーアクセスログが有効になっていない
#     remediation: 別のバケットへのサーバーアクセスログを有効にする（PutBucketLogging）。
package controls.cloudtrail.bucket_access_logging

violation contains {
	"code": "off",
	"args": {"bucket": input.refs.bucket.id},
	"evidence": ["/refs/bucket/id", "/refs/bucket/properties/LoggingConfiguration"],
} if {
	input.refs.bucket.id
	not input.refs.bucket.properties.LoggingConfiguration.DestinationBucketName
}
