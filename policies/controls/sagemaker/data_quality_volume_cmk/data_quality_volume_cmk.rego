# METADATA
# title: Data quality monitoring encrypts its volumes by a customer managed key
# description: >-
#   Captured requests lie on the volumes of the job while it runs. Only a key of one's own can be refused, audited and
#   withdrawn.
# custom:
#   resource: AWS::SageMaker::DataQualityJobDefinition
#   severity: medium
#   theme: encryption
#   messages:
#     none: no KMS key is named for the volumes (JobResources.ClusterConfig.VolumeKmsKeyId)
#     aws_managed: the key {key} is managed by AWS, not by the customer
#     dangling: the key {key} does not exist
#     unusable: the key {key} cannot be used, its state is {state}
#   remediation: >-
#     Create the job definition anew with VolumeKmsKeyId set to an enabled customer managed key and let the schedule
#     use it.
#   ja:
#     title: データ品質モニタリングのボリュームは顧客管理キーで暗号化されている
#     description: ジョブの実行中、収集した要求データはボリュームに置かれる。利用を拒否し、監査し、取り消せるのは自社のキーだけである。
#     messages:
#       none: ボリュームに KMS キーが指定されていない（JobResources.ClusterConfig.VolumeKmsKeyId）
#       aws_managed: キー {key} は AWS 管理キーであり、顧客管理キーではない
#       dangling: キー {key} が存在しない
#       unusable: キー {key} は使用できない（状態は {state}）
#     remediation: 有効な顧客管理キーを VolumeKmsKeyId に指定してジョブ定義を作り直し、スケジュールを切り替える。
package controls.sagemaker.data_quality_volume_cmk

import data.lib.kms

violation contains {"code": "none", "evidence": [key_id]} if not named

violation contains {
	"code": "aws_managed",
	"args": {"key": input.resource.properties.JobResources.ClusterConfig.VolumeKmsKeyId},
	"evidence": [key_id, "/refs/volumeKey/runtime/KeyManager"],
} if {
	# Where nothing names a manager the key comes from a template, which can declare keys of the customer only.
	input.refs.volumeKey.runtime.KeyManager != "CUSTOMER"
}

violation contains {
	"code": "dangling",
	"args": {"key": input.resource.properties.JobResources.ClusterConfig.VolumeKmsKeyId},
	"evidence": [key_id, "/refs/volumeKey"],
} if {
	named
	not input.refs.volumeKey.id
}

violation contains {
	"code": "unusable",
	"args": {"key": input.resource.properties.JobResources.ClusterConfig.VolumeKmsKeyId, "state": state},
	"evidence": [key_id, "/refs/volumeKey/runtime/KeyState"],
} if {
	state := input.refs.volumeKey.runtime.KeyState
	not state in kms.usable_states
}

named if input.resource.properties.JobResources.ClusterConfig.VolumeKmsKeyId != ""

key_id := "/resource/properties/JobResources/ClusterConfig/VolumeKmsKeyId"
