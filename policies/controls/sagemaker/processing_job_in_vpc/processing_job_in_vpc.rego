# METADATA
# title: Processing jobs run in subnets of the customer's VPC
# description: >-
#   A job without a VPC reads raw data over SageMaker's own network, past the customer's endpoints and their policies,
#   security groups and flow logs.
# custom:
#   resource: AWS::SageMaker::ProcessingJob
#   severity: medium
#   theme: network
#   live_only: true
#   messages:
#     no_vpc: it ran in no subnet (NetworkConfig.VpcConfig.Subnets)
#   remediation: >-
#     Start processing jobs with NetworkConfig.VpcConfig naming private subnets, and deny sagemaker:CreateProcessingJob
#     without it (condition key sagemaker:VpcSubnets).
#   ja:
#     title: 処理ジョブは自社 VPC のサブネットで実行している
#     description: VPC を指定しないジョブは SageMaker 側のネットワークから生データを読み、自社のエンドポイントとそのポリシー、セキュリティグループ、フローログを経由しない。
#     messages:
#       no_vpc: サブネットに配置されていなかった（NetworkConfig.VpcConfig.Subnets）
#     remediation: プライベートサブネットを NetworkConfig.VpcConfig に指定し、指定のない sagemaker:CreateProcessingJob を IAM で拒否する。
package controls.sagemaker.processing_job_in_vpc

violation contains {"code": "no_vpc", "evidence": ["/resource/properties/NetworkConfig/VpcConfig"]} if {
	not in_vpc
}

in_vpc if count(input.resource.properties.NetworkConfig.VpcConfig.Subnets) > 0
