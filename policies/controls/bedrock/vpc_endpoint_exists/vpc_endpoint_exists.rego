# METADATA
# title: Bedrock is reached through a VPC endpoint
# description: >-
#   Without an interface endpoint that answers for Bedrock's own name, prompts take the public route, where no endpoint
#   policy limits who calls which model.
# custom:
#   resource: Kansa::Region
#   severity: medium
#   theme: network
#   live_only: true
#   messages:
#     none: no available interface endpoint for bedrock-runtime with private DNS
#   remediation: >-
#     Create an interface VPC endpoint for com.amazonaws.<region>.bedrock-runtime with private DNS enabled.
#   ja:
#     title: Bedrock へは VPC エンドポイント経由で接続する
#     description: プライベート DNS を備えたインターフェイスエンドポイントがなければ、プロンプトは公開経路を通り、エンドポイントポリシーによる統制が及ばない。
#     messages:
#       none: プライベート DNS を有効にした bedrock-runtime のインターフェイスエンドポイント（利用可能なもの）がない
#     remediation: com.amazonaws.<region>.bedrock-runtime のインターフェイス VPC エンドポイントを、プライベート DNS を有効にして作成する。
package controls.bedrock.vpc_endpoint_exists

import data.lib.evidence

violation contains {"code": "none", "evidence": ["/refs/vpcEndpoints"]} if count(satisfied) == 0

satisfied contains evidence.at(["refs", "vpcEndpoints", index]) if {
	some index, endpoint in input.refs.vpcEndpoints
	endswith(endpoint.properties.ServiceName, ".bedrock-runtime")
	endpoint.properties.VpcEndpointType == "Interface"
	endpoint.properties.PrivateDnsEnabled == true

	# The API writes both "available" and "Available".
	lower(endpoint.runtime.State) == "available"
}
