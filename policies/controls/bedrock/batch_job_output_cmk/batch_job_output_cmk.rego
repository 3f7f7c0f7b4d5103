# METADATA
# title: Batch inference writes its answers under a customer managed key
# description: >-
#   The output of a batch job holds every prompt and answer of it. Where the job names no key, the default encryption
#   of its bucket decides; only a key of one's own can be refused, audited and withdrawn.
# custom:
#   resource: AWS::Bedrock::ModelInvocationJob
#   severity: medium
#   theme: encryption
#   live_only: true
#   messages:
#     none: the job names no KMS key, and the bucket {bucket} does not encrypt by a named one
#     aws_managed: the key {key} is managed by AWS, not by the customer
#     dangling: the key {key} does not exist
#     unusable: the key {key} cannot be used, its state is {state}
#   remediation: >-
#     Start batch jobs with s3EncryptionKeyId set to an enabled customer managed key, or make SSE-KMS by one the default
#     encryption of the output bucket.
#   ja:
#     title: バッチ推論の出力は顧客管理キーで暗号化されている
#     description: バッチジョブの出力にはすべてのプロンプトと応答が残る。ジョブにキーの指定がなければバケットの既定の暗号化に従う。利用を拒否し、監査し、取り消せるのは自社が管理するキーだけである。
#     messages:
#       none: ジョブに KMS キーの指定がなく、バケット {bucket} の既定の暗号化にも KMS キーが指定されていない
#       aws_managed: キー {key} は AWS 管理キーであり、顧客管理キーではない
#       dangling: キー {key} が存在しない
#       unusable: キー {key} は使用できない（状態は {state}）
#     remediation: 有効な顧客管理キーを s3EncryptionKeyId に指定してバッチジョブを実行するか、出力先バケットの既定の暗号化を顧客管理キーによる SSE-KMS とする。
package controls.bedrock.batch_job_output_cmk

import data.lib.evidence
import data.lib.kms

violation contains {
	"code": "none",
	"args": {"bucket": name},
	"evidence": [named, "/resource/runtime/OutputBucket", bucket_rules(name)],
} if {
	name := input.resource.runtime.OutputBucket
	not names_key
	not bucket_names_key
}

violation contains {
	"code": flaw.code,
	"args": {"key": key, "state": flaw.state},
	"evidence": [pointer, named, evidence.at(array.concat(["refs", "keys", key], flaw.place))],
} if {
	some pointer, key in keys
	some flaw in kms.flaws(input.refs.keys[key])
}

violation contains {
	"code": "dangling",
	"args": {"key": key},
	"evidence": [pointer, named, evidence.at(["refs", "keys", key])],
} if {
	some pointer, key in keys
	not input.refs.keys[key]
}

# What encrypts the output, by where it is named: the job's own key, or else its bucket's.
keys[named] := input.resource.properties.outputDataConfig.s3OutputDataConfig.s3EncryptionKeyId

keys[pointer] := rule.ServerSideEncryptionByDefault.KMSMasterKeyID if {
	not names_key
	some name, bucket in input.refs.buckets
	some index, rule in bucket.properties.BucketEncryption.ServerSideEncryptionConfiguration
	pointer := concat("", [bucket_rules(name), evidence.at([index, "ServerSideEncryptionByDefault", "KMSMasterKeyID"])])
}

names_key if input.resource.properties.outputDataConfig.s3OutputDataConfig.s3EncryptionKeyId

# SSE-KMS without a key of its own takes the key that AWS manages for S3.
bucket_names_key if {
	some bucket in input.refs.buckets
	some rule in bucket.properties.BucketEncryption.ServerSideEncryptionConfiguration
	rule.ServerSideEncryptionByDefault.KMSMasterKeyID
}

bucket_rules(name) := evidence.at([
	"refs", "buckets", name, "properties", "BucketEncryption",
	"ServerSideEncryptionConfiguration",
])

named := "/resource/properties/outputDataConfig/s3OutputDataConfig/s3EncryptionKeyId"
