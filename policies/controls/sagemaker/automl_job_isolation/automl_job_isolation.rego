# METADATA
# title: AutoML jobs run in the VPC and encrypt the traffic between their containers
# description: >-
#   An AutoML job starts training and processing jobs of its own with the network settings that it was given. Without
#   them all of these read the data over SageMaker's own network and exchange it in the clear.
# custom:
#   resource: AWS::SageMaker::AutoMLJob
#   severity: medium
#   theme: network
#   live_only: true
#   messages:
#     no_vpc: it ran in no subnet (SecurityConfig.VpcConfig.Subnets)
#     clear: traffic between its containers is not encrypted (SecurityConfig.EnableInterContainerTrafficEncryption)
#   remediation: >-
#     Start AutoML jobs with SecurityConfig naming VpcConfig and EnableInterContainerTrafficEncryption, and deny
#     sagemaker:CreateAutoMLJobV2 without them.
#   ja:
#     title: AutoML ジョブは VPC 内で実行し、コンテナ間の通信を暗号化している
#     description: AutoML ジョブは、与えられたネットワーク設定で学習ジョブや処理ジョブを起動する。設定がなければ、いずれも SageMaker 側のネットワークからデータを読み、平文で交換する。
#     messages:
#       no_vpc: サブネットに配置されていなかった（SecurityConfig.VpcConfig.Subnets）
#       clear: コンテナ間の通信が暗号化されていない（SecurityConfig.EnableInterContainerTrafficEncryption）
#     remediation: SecurityConfig に VpcConfig と EnableInterContainerTrafficEncryption を指定し、指定のない実行を IAM で拒否する。
package controls.sagemaker.automl_job_isolation

violation contains {"code": "no_vpc", "evidence": ["/resource/properties/SecurityConfig/VpcConfig"]} if {
	not in_vpc
}

violation contains {
	"code": "clear",
	"evidence": ["/resource/properties/SecurityConfig/EnableInterContainerTrafficEncryption"],
} if {
	not encrypted
}

in_vpc if count(input.resource.properties.SecurityConfig.VpcConfig.Subnets) > 0

encrypted if input.resource.properties.SecurityConfig.EnableInterContainerTrafficEncryption == true
