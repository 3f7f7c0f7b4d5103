# METADATA
# title: Transform jobs encrypt volumes and output by customer managed keys
# description: >-
#   A transform job copies its input to the volumes and writes what the model says of everybody in it to S3. Without
#   keys of one's own neither can be withdrawn or audited.
# custom:
#   resource: AWS::SageMaker::TransformJob
#   severity: medium
#   theme: encryption
#   live_only: true
#   messages:
#     volume_none: no KMS key is named for the volumes (VolumeKmsKeyId)
#     volume_aws_managed: the key of the volumes is managed by AWS, not by the customer
#     output_none: no KMS key is named for the output (TransformOutput.KmsKeyId)
#     output_aws_managed: the key of the output is managed by AWS, not by the customer
#   remediation: >-
#     Start transform jobs with TransformResources.VolumeKmsKeyId and TransformOutput.KmsKeyId set to customer managed
#     keys, and deny sagemaker:CreateTransformJob without them.
#   ja:
#     title: バッチ変換ジョブはボリュームと出力を顧客管理キーで暗号化している
#     description: バッチ変換ジョブは入力をボリュームに複製し、全対象者の推論結果を S3 に出力する。自社のキーでなければ、利用の取り消しも監査もできない。
#     messages:
#       volume_none: ボリュームに KMS キーが指定されていない（VolumeKmsKeyId）
#       volume_aws_managed: ボリュームのキーが AWS 管理キーであり、顧客管理キーではない
#       output_none: 出力に KMS キーが指定されていない（TransformOutput.KmsKeyId）
#       output_aws_managed: 出力のキーが AWS 管理キーであり、顧客管理キーではない
#     remediation: 両方に顧客管理キーを指定してジョブを実行し、指定のない sagemaker:CreateTransformJob を IAM で拒否する。
package controls.sagemaker.transform_job_encryption

import data.lib.instance
import data.lib.job_keys

violation contains {"code": "volume_none", "evidence": ["/resource/properties/TransformResources"]} if {
	not volume_named
	not volumeless
}

violation contains {"code": "output_none", "evidence": ["/resource/properties/TransformOutput"]} if {
	not output_named
}

violation contains flaw if some flaw in job_keys.flaws

# The API answers "" where no key was named.
volume_named if input.resource.properties.TransformResources.VolumeKmsKeyId != ""

output_named if input.resource.properties.TransformOutput.KmsKeyId != ""

# SageMaker refuses a key for these types, whose storage encrypts itself.
volumeless if {
	instance.has_local_storage(input.resource.properties.TransformResources.InstanceType)
}
