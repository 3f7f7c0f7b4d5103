# METADATA
# title: Customization jobs read their training data from within a VPC
# description: >-
#   A job without subnets of the organisation reads its training data past the VPC's endpoints, their policies and
#   flow logs.
# custom:
#   resource: AWS::Bedrock::ModelCustomizationJob
#   severity: medium
#   theme: network
#   live_only: true
#   messages:
#     no_subnets: the job runs in no subnet of the account
#   remediation: Start customization jobs with vpcConfig naming private subnets and security groups.
#   ja:
#     title: カスタマイズジョブは VPC 内から学習データを読み取る
#     description: 自社のサブネットを指定しないジョブは、VPC のエンドポイント、そのポリシー、フローログを通らずに学習データを読み取る。
#     messages:
#       no_subnets: ジョブがアカウントのサブネット内で実行されていない
#     remediation: プライベートサブネットとセキュリティグループを vpcConfig に指定してカスタマイズジョブを実行する。
package controls.bedrock.customization_job_in_vpc

violation contains {"code": "no_subnets", "evidence": ["/resource/properties/vpcConfig/subnetIds"]} if not in_vpc

in_vpc if some _ in input.resource.properties.vpcConfig.subnetIds
