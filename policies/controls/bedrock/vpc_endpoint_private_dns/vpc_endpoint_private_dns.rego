# METADATA
# title: Interface endpoints for Bedrock answer for Bedrock's own name
# description: >-
#   Without private DNS the SDKs resolve the public name and take the public route, past the endpoint and its policy.
# custom:
#   resource: AWS::EC2::VPCEndpoint
#   severity: medium
#   theme: network
#   messages:
#     off: private DNS is not enabled
#   remediation: >-
#     Enable private DNS of the endpoint (ModifyVpcEndpoint), with DNS support and DNS hostnames enabled in the VPC.
#   ja:
#     title: Bedrock のインターフェイスエンドポイントは Bedrock 自身の名前で応答する
#     description: プライベート DNS がなければ SDK は公開の名前を解決して公開経路を通り、エンドポイントとそのポリシーを素通りする。
#     messages:
#       off: プライベート DNS が有効になっていない
#     remediation: VPC の DNS サポートと DNS ホスト名を有効にし、エンドポイントのプライベート DNS を有効にする（ModifyVpcEndpoint）。
package controls.bedrock.vpc_endpoint_private_dns

applies if {
	not is_gone
	input.resource.properties.VpcEndpointType == "Interface"
	some service in ["bedrock", "bedrock-runtime", "bedrock-agent", "bedrock-agent-runtime"]
	endswith(input.resource.properties.ServiceName, concat("", [".", service]))
}

# EC2 lists endpoints for a while after they were deleted.
is_gone if lower(input.resource.runtime.State) in {"deleting", "deleted"}

violation contains {"code": "off", "evidence": ["/resource/properties/PrivateDnsEnabled"]} if {
	not input.resource.properties.PrivateDnsEnabled == true
}
