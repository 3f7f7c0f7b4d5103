# METADATA
# title: Subnets of AI workloads have no route to an internet gateway
# description: >-
#   A notebook, job or node in a public subnet needs nothing but a public address to talk to anyone, past NAT, firewall
#   and endpoint policies. The route table that the subnet really follows is judged, its VPC's main table where it names
#   none of its own.
# custom:
#   resource: AWS::EC2::Subnet
#   severity: high
#   theme: network
#   live_only: true
#   messages:
#     routed: "{destination} is routed to the internet gateway {gateway}"
#   remediation: >-
#     Associate the subnet with a route table without routes to an internet gateway, and reach AWS by VPC endpoints.
#   ja:
#     title: AI ワークロードのサブネットにはインターネットゲートウェイへの経路がない
#     description: パブリックサブネットのノートブックやジョブ、ノードは、NAT やエンドポイントポリシーを経ずに外部と通信できる。明示的な関連付けがなければ VPC のメインルートテーブルで判断する。
#     messages:
#       routed: "{destination} 宛ての経路がインターネットゲートウェイ {gateway} に向いている"
#     remediation: インターネットゲートウェイへの経路を持たないルートテーブルをサブネットに関連付け、AWS のサービスへは VPC エンドポイント経由で接続する。
package controls.ec2.subnet_private

import data.lib.ai_use
import data.lib.evidence

applies if ai_use.is_used

# Clusters spread over public subnets too, for load balancers; their nodes run workloads.
applies if some _ in input.refs.nodegroups

applies if some _ in input.refs.fargateProfiles

violation contains object.union(routed(route), {"evidence": [
	"/refs/routeTables",
	evidence.at(["refs", "mainRouteTables", table, "runtime", "Routes", index]),
]}) if {
	not has_own
	some table, main in input.refs.mainRouteTables
	some index, route in main.runtime.Routes
	leads_out(route)
}

violation contains object.union(
	routed(route),
	{"evidence": [evidence.at(["refs", "routeTables", table, "runtime", "Routes", index])]},
) if {
	some table, own in input.refs.routeTables
	some index, route in own.runtime.Routes
	leads_out(route)
}

has_own if some _ in input.refs.routeTables

# Any destination: a route for half of the internet, or for a prefix list, leads out as well. The gateway of a blackhole
# is gone.
leads_out(route) if {
	startswith(route.GatewayId, "igw-")
	object.get(route, "State", "active") != "blackhole"
}

routed(route) := {"code": "routed", "args": {"destination": destination_of(route), "gateway": route.GatewayId}}

destination_of(route) := concat("", {destination |
	some member in ["DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId"]
	destination := object.get(route, member, "")
})
