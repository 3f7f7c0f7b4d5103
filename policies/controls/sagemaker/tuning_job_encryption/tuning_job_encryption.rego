# METADATA
# title: Tuning jobs encrypt volumes and output by customer managed keys
# description: >-
#   A tuning job starts many training jobs from each of its definitions. A definition without keys leaves the copies of
#   the training data and every candidate model to keys that the customer neither controls nor audits.
# custom:
#   resource: AWS::SageMaker::HyperParameterTuningJob
#   severity: medium
#   theme: encryption
#   live_only: true
#   messages:
#     volume_none: the definition at {definition} names no KMS key for the volumes (VolumeKmsKeyId)
#     output_none: the definition at {definition} names no KMS key for the output (OutputDataConfig.KmsKeyId)
#     aws_managed: the key {key} is managed by AWS, not by the customer
#   remediation: >-
#     Start tuning jobs with VolumeKmsKeyId and OutputDataConfig.KmsKeyId set to customer managed keys in every training
#     job definition, and deny sagemaker:CreateHyperParameterTuningJob without them.
#   ja:
#     title: チューニングジョブはボリュームと出力を顧客管理キーで暗号化している
#     description: チューニングジョブは定義ごとに多数の学習ジョブを起動する。キーのない定義では、学習データの複製と全候補モデルが自社の統制外のキーに委ねられる。
#     messages:
#       volume_none: "{definition} の定義でボリュームに KMS キーが指定されていない（VolumeKmsKeyId）"
#       output_none: "{definition} の定義で出力に KMS キーが指定されていない（OutputDataConfig.KmsKeyId）"
#       aws_managed: キー {key} は AWS 管理キーであり、顧客管理キーではない
#     remediation: すべての学習ジョブ定義に顧客管理キーを指定し、指定のない sagemaker:CreateHyperParameterTuningJob を IAM で拒否する。
package controls.sagemaker.tuning_job_encryption

import data.lib.evidence
import data.lib.instance

violation contains {"code": "volume_none", "args": {"definition": place}, "evidence": [place]} if {
	some place, definition in definitions
	not volume_named(definition)
	not volumeless(definition)
}

violation contains {
	"code": "output_none",
	"args": {"definition": place},
	"evidence": [concat("", [place, "/OutputDataConfig"])],
} if {
	some place, definition in definitions
	not output_named(definition)
}

# A key that is gone is no violation: only customer managed keys can be deleted, so it was one when the job ran.
violation contains {
	"code": "aws_managed",
	"args": {"key": word},
	"evidence": [evidence.at(["refs", "keys", word, "runtime", "KeyManager"])],
} if {
	some word, key in input.refs.keys
	key.runtime.KeyManager != "CUSTOMER"
}

definitions[place] := definition if {
	place := "/resource/properties/TrainingJobDefinition"
	definition := input.resource.properties.TrainingJobDefinition
}

definitions[place] := definition if {
	some index, definition in input.resource.properties.TrainingJobDefinitions
	place := evidence.at(["resource", "properties", "TrainingJobDefinitions", index])
}

# The API answers "" where no key was named. A definition has one of the two ways to say what its jobs run on.
volume_named(definition) if definition.ResourceConfig.VolumeKmsKeyId != ""

volume_named(definition) if definition.HyperParameterTuningResourceConfig.VolumeKmsKeyId != ""

output_named(definition) if definition.OutputDataConfig.KmsKeyId != ""

# SageMaker refuses a key for these types, whose storage encrypts itself.
volumeless(definition) if instance.has_local_storage(definition.ResourceConfig.InstanceType)

volumeless(definition) if instance.has_local_storage(definition.HyperParameterTuningResourceConfig.InstanceType)
