# METADATA
# title: Studio domains reach the network through the customer's VPC only
# description: >-
#   Studio applications of a public domain reach the internet over SageMaker's own network, past the customer's VPC, its
#   endpoints and its logs.
# custom:
#   resource: AWS::SageMaker::Domain
#   severity: high
#   theme: network
#   messages:
#     public: applications reach the internet by themselves (AppNetworkAccessType is {access})
#     default: AppNetworkAccessType is left at its default, PublicInternetOnly
#   remediation: >-
#     Set AppNetworkAccessType to VpcOnly, once the VPC has endpoints for SageMaker, S3, STS and what else the work
#     takes.
#   ja:
#     title: Studio ドメインは自社 VPC 経由でのみ通信している
#     description: 公開設定のドメインでは、Studio アプリケーションが SageMaker 側のネットワークからインターネットへ接続し、自社の VPC、エンドポイント、ログを経由しない。
#     messages:
#       public: アプリケーションが直接インターネットへ接続できる（AppNetworkAccessType は {access}）
#       default: AppNetworkAccessType が既定値（PublicInternetOnly）のままである
#     remediation: SageMaker、S3、STS など業務に必要な VPC エンドポイントを用意した上で、AppNetworkAccessType を VpcOnly に変更する。
package controls.sagemaker.domain_vpc_only

violation contains {"code": "public", "args": {"access": access}, "evidence": [place]} if {
	access := input.resource.properties.AppNetworkAccessType
	access != "VpcOnly"
}

violation contains {"code": "default", "evidence": [place]} if {
	not input.resource.properties.AppNetworkAccessType
}

place := "/resource/properties/AppNetworkAccessType"
