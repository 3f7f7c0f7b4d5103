# METADATA
# title: Cluster endpoints are private or open to narrow address ranges only
# description: >-
#   The Kubernetes API of a cluster that runs AI workloads holds their secrets and data. A range that spans a good part
#   of the internet is no restriction, however many ranges it is cut into.
# custom:
#   resource: AWS::EKS::Cluster
#   severity: high
#   theme: network
#   messages:
#     unrestricted: the public endpoint is open to every address
#     too_wide: the public endpoint admits {cidr}, which is wider than allowed or no CIDR block
#   remediation: >-
#     Turn the public endpoint off (endpointPublicAccess=false), or restrict publicAccessCidrs to the ranges of your own
#     network.
#   ja:
#     title: クラスターエンドポイントは非公開、または狭いアドレス範囲にのみ公開されている
#     description: AI ワークロードの Kubernetes API は機密情報やデータへの入口である。インターネットの大部分に及ぶ範囲は、分割して指定しても制限とはいえない。
#     messages:
#       unrestricted: パブリックエンドポイントがすべてのアドレスに開放されている
#       too_wide: パブリックエンドポイントが許可する {cidr} は、許容範囲を超えるか CIDR として正しくない
#     remediation: パブリックエンドポイントを無効にする（endpointPublicAccess=false）か、publicAccessCidrs を自社ネットワークの範囲に限定する。
package controls.eks.cluster_public_access

import data.lib.cidr
import data.lib.evidence

# AWS admits 0.0.0.0/0 where no range is given.
violation contains {"code": "unrestricted", "evidence": [public_access, cidrs]} if {
	not is_private
	not has_ranges
}

violation contains {
	"code": "too_wide",
	"args": {"cidr": range},
	"evidence": [
		public_access,
		evidence.at(["resource", "properties", "ResourcesVpcConfig", "PublicAccessCidrs", index]),
		"/params/network/widest_ipv4_prefix",
		"/params/network/widest_ipv6_prefix",
	],
} if {
	not is_private
	some index, range in input.resource.properties.ResourcesVpcConfig.PublicAccessCidrs
	not cidr.is_narrow(range)
}

# AWS opens the public endpoint where nothing is said.
is_private if input.resource.properties.ResourcesVpcConfig.EndpointPublicAccess == false

has_ranges if some _ in input.resource.properties.ResourcesVpcConfig.PublicAccessCidrs

public_access := "/resource/properties/ResourcesVpcConfig/EndpointPublicAccess"

cidrs := "/resource/properties/ResourcesVpcConfig/PublicAccessCidrs"
