# METADATA
# title: Models run in subnets of the customer's VPC
# description: >-
#   A model without a VPC reads its artifacts and reaches other services over SageMaker's own network, past the
#   customer's endpoints, security groups and flow logs.
# custom:
#   resource: AWS::SageMaker::Model
#   severity: medium
#   theme: network
#   messages:
#     no_vpc: it runs in no subnet (VpcConfig.Subnets)
#   remediation: Create the model with VpcConfig naming private subnets and their security groups.
#   ja:
#     title: モデルは自社 VPC のサブネットで稼働している
#     description: VPC を指定しないモデルは SageMaker 側のネットワークから成果物や他サービスにアクセスし、自社のエンドポイント、セキュリティグループ、フローログを経由しない。
#     messages:
#       no_vpc: サブネットに配置されていない（VpcConfig.Subnets）
#     remediation: プライベートサブネットとセキュリティグループを VpcConfig に指定してモデルを作り直す。
package controls.sagemaker.model_in_vpc

violation contains {"code": "no_vpc", "evidence": ["/resource/properties/VpcConfig"]} if {
	not in_vpc
}

in_vpc if count(input.resource.properties.VpcConfig.Subnets) > 0
