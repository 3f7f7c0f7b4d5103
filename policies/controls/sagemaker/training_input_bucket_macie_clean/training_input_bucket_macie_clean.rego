# METADATA
# title: Macie has examined the buckets of training data and finds them clean
# description: >-
#   A model can repeat what it was trained on. A bucket that nothing examined, or in which Macie finds personal data or
#   credentials, is no source of training data. Where Macie is off this stays unknown.
# custom:
#   resource: AWS::SageMaker::TrainingJob
#   severity: high
#   theme: pii
#   live_only: true
#   messages:
#     sensitive: Macie finds sensitive data in the bucket {bucket}, with a sensitivity score above 50
#     findings: Macie's jobs found sensitive data in the bucket {bucket}
#     unclassified: Macie could not classify the bucket {bucket}
#     not_examined: neither automated discovery nor a job of Macie has examined the bucket {bucket}
#   remediation: >-
#     Let automated discovery or a job of Macie examine the bucket, mask what it finds, and train on the masked copy.
#   ja:
#     title: 学習データのバケットは Macie で検査され、機密データが検出されていない
#     description: モデルは学習した内容を再現し得る。検査されていないバケットや、個人情報や認証情報が検出されたバケットは学習データに使えない。Macie が無効な場合は判定できない。
#     messages:
#       sensitive: バケット {bucket} で機密データが検出されている（機密性スコアが 50 を超える）
#       findings: バケット {bucket} で Macie のジョブが機密データを検出している
#       unclassified: バケット {bucket} を Macie が分類できていない
#       not_examined: バケット {bucket} は自動検出でもジョブでも検査されていない
#     remediation: Macie の自動検出またはジョブでバケットを検査し、検出された内容をマスクした複製で学習する。
package controls.sagemaker.training_input_bucket_macie_clean

import data.lib.evidence

# Jobs that read file systems only, or nothing, have no bucket that Macie could know.
applies if count(input.resource.runtime.InputBuckets) > 0

# 51 to 100 is sensitive (BucketStatisticsBySensitivity of the Macie API).
violation contains {
	"code": "sensitive",
	"args": {"bucket": name},
	"evidence": [at(name, "properties/sensitivityScore")],
} if {
	some name, bucket in input.refs.inputs
	bucket.properties.sensitivityScore > 50
}

violation contains {
	"code": "findings",
	"args": {"bucket": name},
	"evidence": [at(name, "runtime/SensitiveDataFindings")],
} if {
	some name, bucket in input.refs.inputs
	bucket.runtime.SensitiveDataFindings > 0
}

violation contains {
	"code": "unclassified",
	"args": {"bucket": name},
	"evidence": [at(name, "properties/sensitivityScore")],
} if {
	some name, bucket in input.refs.inputs
	bucket.properties.sensitivityScore == -1
}

violation contains {
	"code": "not_examined",
	"args": {"bucket": name},
	"evidence": [
		at(name, "properties/automatedDiscoveryMonitoringStatus"),
		at(name, "properties/sensitivityScore"),
		at(name, "properties/jobDetails"),
	],
} if {
	some name, bucket in input.refs.inputs
	not examined(bucket)
}

# 50 is the score of a bucket that automated discovery has not yet come to.
examined(bucket) if {
	bucket.properties.automatedDiscoveryMonitoringStatus == "MONITORED"
	bucket.properties.sensitivityScore != 50
}

examined(bucket) if bucket.properties.jobDetails.lastJobRunTime

at(name, place) := concat("/", [evidence.at(["refs", "inputs", name]), place])
