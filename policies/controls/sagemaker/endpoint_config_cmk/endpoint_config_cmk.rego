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

import data.lib.customer_key
import data.lib.instance

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

violation contains flaw if some flaw in customer_key.flaws
