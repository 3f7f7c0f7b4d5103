# METADATA
# title: Clusters have a private endpoint
# description: >-
#   Without it nodes and administrators in the VPC reach the Kubernetes API over its public endpoint, which can then not
#   be turned off.
# custom:
#   resource: AWS::EKS::Cluster
#   severity: medium
#   theme: network
#   messages:
#     off: the private endpoint is off, so the Kubernetes API is reached over the public one only
#   remediation: Set endpointPrivateAccess=true; then restrict or turn off the public endpoint.
#   ja:
#     title: クラスターはプライベートエンドポイントを備えている
#     description: プライベートエンドポイントがなければ、VPC 内のノードや管理者もパブリックエンドポイント経由で Kubernetes API に接続することになり、公開を止められない。
#     messages:
#       off: プライベートエンドポイントが無効であり、Kubernetes API への経路がパブリックエンドポイントに限られている
#     remediation: endpointPrivateAccess=true を設定し、そのうえでパブリックエンドポイントを制限するか無効にする。
package controls.eks.private_endpoint

# AWS leaves the private endpoint off where nothing is said.
violation contains {
	"code": "off",
	"evidence": ["/resource/properties/ResourcesVpcConfig/EndpointPrivateAccess"],
} if {
	not is_on
}

is_on if input.resource.properties.ResourcesVpcConfig.EndpointPrivateAccess == true
