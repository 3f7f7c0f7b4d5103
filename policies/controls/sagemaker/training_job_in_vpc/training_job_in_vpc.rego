# METADATA
# title: Training jobs run in subnets of the customer's VPC
# description: >-
#   A job without a VPC reads its data over SageMaker's own network, past the customer's endpoints and their policies,
#   security groups and flow logs.
# custom:
#   resource: AWS::SageMaker::TrainingJob
#   severity: high
#   theme: network
#   live_only: true
#   messages:
#     no_vpc: it ran in no subnet (VpcConfig.Subnets)
#   remediation: >-
#     Start training jobs with VpcConfig naming private subnets, and deny sagemaker:CreateTrainingJob without it
#     (condition key sagemaker:VpcSubnets).
#   ja:
#     title: 学習ジョブは自社 VPC のサブネットで実行している
#     description: VPC を指定しないジョブは SageMaker 側のネットワークからデータを読み、自社のエンドポイントとそのポリシー、セキュリティグループ、フローログを経由しない。
#     messages:
#       no_vpc: サブネットに配置されていなかった（VpcConfig.Subnets）
#     remediation: プライベートサブネットを VpcConfig に指定して学習ジョブを実行し、指定のない sagemaker:CreateTrainingJob を IAM で拒否する。
package controls.sagemaker.training_job_in_vpc

violation contains {"code": "no_vpc", "evidence": ["/resource/properties/VpcConfig"]} if {
	not in_vpc
}

in_vpc if count(input.resource.properties.VpcConfig.Subnets) > 0
