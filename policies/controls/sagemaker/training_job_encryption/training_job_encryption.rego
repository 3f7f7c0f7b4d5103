# METADATA
# title: Training jobs encrypt volumes and output by customer managed keys
# description: >-
#   Training data is copied to the volumes of a job and the finished model to S3. A key for one of the two leaves the
#   other to a key that the customer neither controls nor audits.
# custom:
#   resource: AWS::SageMaker::TrainingJob
#   severity: high
#   theme: encryption
#   live_only: true
#   messages:
#     volume_none: no KMS key is named for the volumes (VolumeKmsKeyId)
#     volume_aws_managed: the key of the volumes is managed by AWS, not by the customer
#     output_none: no KMS key is named for the output (OutputDataConfig.KmsKeyId)
#     output_aws_managed: the key of the output is managed by AWS, not by the customer
#   remediation: >-
#     Start training jobs with VolumeKmsKeyId and OutputDataConfig.KmsKeyId set to customer managed keys, and deny
#     sagemaker:CreateTrainingJob without them (condition keys sagemaker:VolumeKmsKey and sagemaker:OutputKmsKey).
#   ja:
#     title: 学習ジョブはボリュームと出力を顧客管理キーで暗号化している
#     description: 学習データはジョブのボリュームに複製され、学習済みモデルは S3 に出力される。片方だけの暗号化では、他方が自社の統制外のキーに委ねられる。
#     messages:
#       volume_none: ボリュームに KMS キーが指定されていない（VolumeKmsKeyId）
#       volume_aws_managed: ボリュームのキーが AWS 管理キーであり、顧客管理キーではない
#       output_none: 出力に KMS キーが指定されていない（OutputDataConfig.KmsKeyId）
#       output_aws_managed: 出力のキーが AWS 管理キーであり、顧客管理キーではない
#     remediation: 両方に顧客管理キーを指定して学習ジョブを実行し、指定のない sagemaker:CreateTrainingJob を IAM で拒否する。
package controls.sagemaker.training_job_encryption

import data.lib.instance
import data.lib.job_keys

violation contains {"code": "volume_none", "evidence": ["/resource/properties/ResourceConfig"]} if {
	not volume_named
	not volumeless
}

violation contains {"code": "output_none", "evidence": ["/resource/properties/OutputDataConfig/KmsKeyId"]} if {
	not output_named
}

violation contains flaw if some flaw in job_keys.flaws

# The API answers "" where no key was named.
volume_named if input.resource.properties.ResourceConfig.VolumeKmsKeyId != ""

output_named if input.resource.properties.OutputDataConfig.KmsKeyId != ""

# SageMaker refuses a key for these types, whose storage encrypts itself.
volumeless if {
	instance.has_local_storage(input.resource.properties.ResourceConfig.InstanceType)
}
