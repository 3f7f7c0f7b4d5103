# METADATA
# title: Subnets of AI workloads assign no public addresses by themselves
# description: >-
#   Where a subnet gives every new network interface a public IPv4 address, a node or instance of the platform is on the
#   internet without anybody having asked for it.
# custom:
#   resource: AWS::EC2::Subnet
#   severity: medium
#   theme: network
#   live_only: true
#   messages:
#     assigned: new network interfaces get a public IPv4 address (MapPublicIpOnLaunch)
#   remediation: Turn MapPublicIpOnLaunch off (ec2 modify-subnet-attribute --no-map-public-ip-on-launch).
#   ja:
#     title: AI ワークロードのサブネットはパブリック IP アドレスを自動で割り当てない
#     description: 新しいネットワークインターフェイスにパブリック IPv4 アドレスを自動で割り当てると、基盤のノードやインスタンスが意図せずインターネットに接続される。
#     messages:
#       assigned: 新しいネットワークインターフェイスにパブリック IPv4 アドレスが割り当てられる（MapPublicIpOnLaunch）
#     remediation: MapPublicIpOnLaunch を無効にする（ec2 modify-subnet-attribute --no-map-public-ip-on-launch）。
package controls.ec2.subnet_no_auto_public_ip

import data.lib.ai_use

applies if ai_use.is_used

applies if some _ in input.refs.nodegroups

applies if some _ in input.refs.fargateProfiles

# AWS assigns none where nothing is said.
violation contains {"code": "assigned", "evidence": ["/resource/properties/MapPublicIpOnLaunch"]} if {
	input.resource.properties.MapPublicIpOnLaunch == true
}
