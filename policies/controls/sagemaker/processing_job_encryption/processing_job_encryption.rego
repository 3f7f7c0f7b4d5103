# METADATA
# title: Processing jobs encrypt volumes and output by customer managed keys
# description: >-
#   Processing jobs hold raw data on their volumes before it is masked, and write features, reports and baselines to S3.
#   Without keys of one's own neither can be withdrawn or audited.
# custom:
#   resource: AWS::SageMaker::ProcessingJob
#   severity: medium
#   theme: encryption
#   live_only: true
#   messages:
#     volume_none: no KMS key is named for the volumes (VolumeKmsKeyId)
#     volume_aws_managed: the key of the volumes is managed by AWS, not by the customer
#     output_none: no KMS key is named for the output (ProcessingOutputConfig.KmsKeyId)
#     output_aws_managed: the key of the output is managed by AWS, not by the customer
#   remediation: >-
#     Start processing jobs with VolumeKmsKeyId and ProcessingOutputConfig.KmsKeyId set to customer managed keys, and
#     deny sagemaker:CreateProcessingJob without them.
#   ja:
#     title: 処理ジョブはボリュームと出力を顧客管理キーで暗号化している
#     description: 処理ジョブのボリュームにはマスク前の生データが置かれ、特徴量やレポートが S3 に出力される。自社のキーでなければ、利用の取り消しも監査もできない。
#     messages:
#       volume_none: ボリュームに KMS キーが指定されていない（VolumeKmsKeyId）
#       volume_aws_managed: ボリュームのキーが AWS 管理キーであり、顧客管理キーではない
#       output_none: 出力に KMS キーが指定されていない（ProcessingOutputConfig.KmsKeyId）
#       output_aws_managed: 出力のキーが AWS 管理キーであり、顧客管理キーではない
#     remediation: 両方に顧客管理キーを指定してジョブを実行し、指定のない sagemaker:CreateProcessingJob を IAM で拒否する。
package controls.sagemaker.processing_job_encryption

import data.lib.instance
import data.lib.job_keys

violation contains {"code": "volume_none", "evidence": ["/resource/properties/ProcessingResources/ClusterConfig"]} if {
	not volume_named
	not volumeless
}

violation contains {"code": "output_none", "evidence": ["/resource/properties/ProcessingOutputConfig"]} if {
	writes_to_s3
	not output_named
}

violation contains flaw if some flaw in job_keys.flaws

# The API answers "" where no key was named.
volume_named if input.resource.properties.ProcessingResources.ClusterConfig.VolumeKmsKeyId != ""

output_named if input.resource.properties.ProcessingOutputConfig.KmsKeyId != ""

# What goes to a feature store is encrypted by that store's key.
writes_to_s3 if {
	some output in input.resource.properties.ProcessingOutputConfig.Outputs
	output.S3Output
}

# SageMaker refuses a key for these types, whose storage encrypts itself.
volumeless if {
	instance.has_local_storage(input.resource.properties.ProcessingResources.ClusterConfig.InstanceType)
}
