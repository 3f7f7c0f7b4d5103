# METADATA
# title: Buckets of the AI platform keep versions
# description: An overwritten model or data set can neither be restored nor shown to have been another.
# custom:
#   resource: AWS::S3::Bucket
#   severity: medium
#   theme: resilience
#   messages:
#     off: versioning is not enabled
#   remediation: Enable versioning (PutBucketVersioning), with a lifecycle rule for old versions.
#   ja:
#     title: AI 基盤のバケットはバージョンを保持する
#     description: 上書きされたモデルやデータセットは、復元することも、以前の内容を示すこともできない。
#     messages:
#       off: バージョニングが有効になっていない
#     remediation: バージョニングを有効にし（PutBucketVersioning）、旧バージョンのライフサイクルルールを設定する。
package controls.s3.ai_bucket_versioning

import data.lib.bucket

applies if bucket.is_ai

violation contains {"code": "off", "evidence": ["/resource/properties/VersioningConfiguration"]} if not is_good

is_good if input.resource.properties.VersioningConfiguration.Status == "Enabled"
