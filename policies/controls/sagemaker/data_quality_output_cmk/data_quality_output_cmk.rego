# METADATA
# title: Data quality monitoring encrypts its reports by a customer managed key
# description: >-
#   The reports tell the distribution of the captured data, value by value. Only a key of one's own can be refused,
#   audited and withdrawn.
# custom:
#   resource: AWS::SageMaker::DataQualityJobDefinition
#   severity: medium
#   theme: encryption
#   messages:
#     none: no KMS key is named for the reports (DataQualityJobOutputConfig.KmsKeyId)
#     aws_managed: the key {key} is managed by AWS, not by the customer
#     dangling: the key {key} does not exist
#     unusable: the key {key} cannot be used, its state is {state}
#   remediation: >-
#     Create the job definition anew with DataQualityJobOutputConfig.KmsKeyId set to an enabled customer managed key
#     and let the schedule use it.
#   ja:
#     title: データ品質モニタリングの結果は顧客管理キーで暗号化されている
#     description: 結果には収集データの分布が値ごとに記録される。利用を拒否し、監査し、取り消せるのは自社のキーだけである。
#     messages:
#       none: 結果の出力に KMS キーが指定されていない（DataQualityJobOutputConfig.KmsKeyId）
#       aws_managed: キー {key} は AWS 管理キーであり、顧客管理キーではない
#       dangling: キー {key} が存在しない
#       unusable: キー {key} は使用できない（状態は {state}）
#     remediation: 有効な顧客管理キーを DataQualityJobOutputConfig.KmsKeyId に指定してジョブ定義を作り直し、スケジュールを切り替える。
package controls.sagemaker.data_quality_output_cmk

import data.lib.kms

violation contains {"code": "none", "evidence": [key_id]} if not named

violation contains {
	"code": "aws_managed",
	"args": {"key": input.resource.properties.DataQualityJobOutputConfig.KmsKeyId},
	"evidence": [key_id, "/refs/outputKey/runtime/KeyManager"],
} if {
	# Where nothing names a manager the key comes from a template, which can declare keys of the customer only.
	input.refs.outputKey.runtime.KeyManager != "CUSTOMER"
}

violation contains {
	"code": "dangling",
	"args": {"key": input.resource.properties.DataQualityJobOutputConfig.KmsKeyId},
	"evidence": [key_id, "/refs/outputKey"],
} if {
	named
	not input.refs.outputKey.id
}

violation contains {
	"code": "unusable",
	"args": {"key": input.resource.properties.DataQualityJobOutputConfig.KmsKeyId, "state": state},
	"evidence": [key_id, "/refs/outputKey/runtime/KeyState"],
} if {
	state := input.refs.outputKey.runtime.KeyState
	not state in kms.usable_states
}

named if input.resource.properties.DataQualityJobOutputConfig.KmsKeyId != ""

key_id := "/resource/properties/DataQualityJobOutputConfig/KmsKeyId"
