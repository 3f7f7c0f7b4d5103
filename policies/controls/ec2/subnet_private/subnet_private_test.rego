package controls.ec2.subnet_private_test

import data.controls.ec2.subnet_private as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

test_applies[name] if {
	some name, case in applicability
	[true | control.applies with input as case.input] == case.applies
}

cases := {
	"a table of its own without a way out passes, whatever the main table has": {
		"input": subnet([table([local, nat])], [table([local, out("0.0.0.0/0")])]),
		"violation": set(),
	},
	"without a table of its own the main table counts": {
		"input": subnet([], [table([local, out("0.0.0.0/0")])]),
		"violation": {{
			"code": "routed",
			"args": {"destination": "0.0.0.0/0", "gateway": "igw-1"},
			"evidence": ["/refs/routeTables", "/refs/mainRouteTables/0/runtime/Routes/1"],
		}},
	},
	"a main table without a way out passes": {"input": subnet([], [table([local])]), "violation": set()},
	"halves of the internet, IPv6 and prefix lists lead out too": {
		"input": subnet(
			[table([
				out("128.0.0.0/1"),
				{"DestinationIpv6CidrBlock": "::/0", "GatewayId": "igw-1", "State": "active"},
				{"DestinationPrefixListId": "pl-1", "GatewayId": "igw-1"},
			])],
			[table([local])],
		),
		"violation": {
			own_route("128.0.0.0/1", "/refs/routeTables/0/runtime/Routes/0"),
			own_route("::/0", "/refs/routeTables/0/runtime/Routes/1"),
			own_route("pl-1", "/refs/routeTables/0/runtime/Routes/2"),
		},
	},
	"the gateway of a blackhole is gone, and one for IPv6 egress only lets nobody in": {
		"input": subnet(
			[table([
				{"DestinationCidrBlock": "0.0.0.0/0", "GatewayId": "igw-1", "State": "blackhole"},
				{"DestinationIpv6CidrBlock": "::/0", "EgressOnlyInternetGatewayId": "eigw-1", "State": "active"},
			])],
			[],
		),
		"violation": set(),
	},
}

applicability := {
	"a notebook's subnet is judged": {"input": {"refs": {"notebooks": [{"id": "n"}]}}, "applies": [true]},
	"a node group's subnet is judged": {"input": {"refs": {"nodegroups": [{"id": "n"}]}}, "applies": [true]},
	"and that of a Fargate profile": {"input": {"refs": {"fargateProfiles": [{"id": "f"}]}}, "applies": [true]},
	"one of which only a cluster knows is not": {"input": {"refs": {"clusters": [{"id": "c"}]}}, "applies": []},
}

subnet(own, main) := {"refs": {"notebooks": [{"id": "n"}], "routeTables": own, "mainRouteTables": main}}

table(routes) := {"runtime": {"Routes": routes}}

local := {"DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local", "State": "active"}

nat := {"DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": "nat-1", "State": "active"}

out(destination) := {"DestinationCidrBlock": destination, "GatewayId": "igw-1", "State": "active"}

own_route(destination, pointer) := {
	"code": "routed",
	"args": {"destination": destination, "gateway": "igw-1"},
	"evidence": [pointer],
}
