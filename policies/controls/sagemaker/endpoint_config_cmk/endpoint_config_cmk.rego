# METADATA
# title: Endpoint volumes are encrypted by a customer managed key
# description: >-
#   Models and captured requests lie on the volumes of an endpoint. Only a key of one's own can be refused, audited and
#   withdrawn.
# custom:
#   resource: AWS::SageMaker::EndpointConfig
#   severity: medium
#   theme: encryption
#   messages:
#     none: no KMS key is named for the volumes of its instances
#     aws_managed: the key {key} is managed by AWS, not by the customer
#     dangling: the key {key} does not exist
#     unusable: the key {key} cannot be used, its state is {state}
#   remediation: >-
#     Create an endpoint configuration with KmsKeyId set to an enabled customer managed key and move the endpoint to it.
#   ja:
#     title: エンドポイントのボリュームは顧客管理キーで暗号化されている
#     description: エンドポイントのボリュームにはモデルや推論データが置かれる。利用を拒否し、監査し、取り消せるのは自社が管理するキーだけである。
#     messages:
#       none: インスタンスのボリュームに KMS キーが指定されていない
#       aws_managed: キー {key} は AWS 管理キーであり、顧客管理キーではない
#       dangling: キー {key} が存在しない
#       unusable: キー {key} は使用できない（状態は {state}）
#     remediation: 有効な顧客管理キーを KmsKeyId に指定したエンドポイント設定を作成し、エンドポイントを切り替える。
package controls.sagemaker.endpoint_config_cmk

import data.lib.instance
import data.lib.kms

# Serverless variants have no instance, and some instance types no volume that a key could encrypt.
applies if not volumeless

volumeless if {
	some _ in input.resource.properties.ProductionVariants
	not has_volumes
}

has_volumes if {
	some variant in input.resource.properties.ProductionVariants
	needs_key(variant)
}

has_volumes if {
	some variant in input.resource.properties.ShadowProductionVariants
	needs_key(variant)
}

needs_key(variant) if {
	not variant.ServerlessConfig
	not instance.has_local_storage(object.get(variant, "InstanceType", ""))
}

violation contains {"code": "none", "evidence": [key_id]} if not named

violation contains {
	"code": "aws_managed",
	"args": {"key": key},
	"evidence": [key_id, "/refs/key/runtime/KeyManager"],
} if {
	key := input.resource.properties.KmsKeyId

	# Where nothing names a manager the key comes from a template, which can declare keys of the customer only.
	input.refs.key.runtime.KeyManager != "CUSTOMER"
}

violation contains {"code": "dangling", "args": {"key": key}, "evidence": [key_id, "/refs/key"]} if {
	named
	key := input.resource.properties.KmsKeyId
	not input.refs.key.id
}

violation contains {
	"code": "unusable",
	"args": {"key": input.refs.key.id, "state": state},
	"evidence": [key_id, "/refs/key/id", "/refs/key/runtime/KeyState"],
} if {
	state := input.refs.key.runtime.KeyState
	not state in kms.usable_states
}

violation contains {
	"code": "unusable",
	"args": {"key": input.refs.key.id, "state": "Disabled"},
	"evidence": [key_id, "/refs/key/id", "/refs/key/properties/Enabled"],
} if {
	input.refs.key.properties.Enabled == false
}

named if input.resource.properties.KmsKeyId != ""

key_id := "/resource/properties/KmsKeyId"
