# METADATA
# title: Notebook instances have no direct internet access
# description: A notebook with its own route to the internet can send training data anywhere, past the VPC's controls.
# custom:
#   resource: AWS::SageMaker::NotebookInstance
#   severity: high
#   theme: network
#   messages:
#     enabled: direct internet access is enabled
#     default: direct internet access is left at its default, which is enabled
#   remediation: Recreate the notebook instance in a private subnet with DirectInternetAccess set to Disabled.
#   ja:
#     title: ノートブックインスタンスはインターネットへ直接接続できない
#     description: ノートブックが独自のインターネット経路を持つと、VPC の統制を経ずに学習データを外部へ送信できる。
#     messages:
#       enabled: インターネットへの直接アクセスが有効になっている
#       default: インターネットへの直接アクセスが既定値（有効）のままである
#     remediation: DirectInternetAccess を Disabled とし、プライベートサブネットにノートブックインスタンスを作り直す。
package controls.sagemaker.notebook_direct_internet

violation contains {"code": "enabled", "evidence": [access]} if {
	input.resource.properties.DirectInternetAccess != "Disabled"
}

# AWS enables it where nothing is said.
violation contains {"code": "default", "evidence": [access]} if {
	not input.resource.properties.DirectInternetAccess
}

access := "/resource/properties/DirectInternetAccess"
