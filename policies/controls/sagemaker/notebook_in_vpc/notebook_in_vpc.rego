# METADATA
# title: Notebook instances run in a subnet of the customer's VPC
# description: >-
#   A notebook without a subnet lives in SageMaker's own network, where no security group, no route and no flow log of
#   the customer reaches it.
# custom:
#   resource: AWS::SageMaker::NotebookInstance
#   severity: high
#   theme: network
#   messages:
#     no_subnet: it runs in no subnet (SubnetId)
#   remediation: Recreate the notebook instance with SubnetId and SecurityGroupIds of a private subnet.
#   ja:
#     title: ノートブックインスタンスは自社 VPC のサブネットで稼働している
#     description: サブネットを指定しないノートブックは SageMaker 側のネットワークに置かれ、自社のセキュリティグループ、経路、フローログの統制が及ばない。
#     messages:
#       no_subnet: サブネットに配置されていない（SubnetId）
#     remediation: プライベートサブネットの SubnetId と SecurityGroupIds を指定してノートブックインスタンスを作り直す。
package controls.sagemaker.notebook_in_vpc

violation contains {"code": "no_subnet", "evidence": ["/resource/properties/SubnetId"]} if {
	not in_subnet
}

in_subnet if input.resource.properties.SubnetId != ""
