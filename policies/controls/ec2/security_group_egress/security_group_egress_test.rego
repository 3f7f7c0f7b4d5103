package controls.ec2.security_group_egress_test

import data.controls.ec2.security_group_egress as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

test_applies[name] if {
	some name, case in applicability
	[true | control.applies with input as case.input] == case.applies
}

cases := {
	"groups, private and narrow ranges pass": {
		"input": group(
			[
				{"DestinationSecurityGroupId": "sg-1"},
				{"CidrIp": "10.0.0.0/8"},
				{"CidrIp": "203.0.113.0/24"},
				{"CidrIpv6": "fd00::/8"},
			],
			{},
		),
		"violation": set(),
	},
	"no rule passes": {"input": {"resource": {"properties": {}}, "params": params}, "violation": set()},
	"the whole internet fails": {
		"input": group([{"CidrIp": "10.0.0.0/8"}, {"CidrIp": "0.0.0.0/0"}, {"CidrIpv6": "::/0"}], {}),
		"violation": {wide("0.0.0.0/0", 1), wide("::/0", 2)},
	},
	"cut in two it is the whole internet still": {
		"input": group([{"CidrIp": "0.0.0.0/1"}, {"CidrIp": "128.0.0.0/1"}], {}),
		"violation": {wide("0.0.0.0/1", 0), wide("128.0.0.0/1", 1)},
	},
	"a prefix list of the company's passes": {
		"input": group([{"DestinationPrefixListId": "pl-1"}], {"pl-1": list("203.0.113.0/24")}),
		"violation": set(),
	},
	"a prefix list opens what it names": {
		"input": group([{"DestinationPrefixListId": "pl-1"}], {"pl-1": list("0.0.0.0/1")}),
		"violation": {{
			"code": "wide_list",
			"args": {"cidr": "0.0.0.0/1", "list": "pl-1"},
			"evidence": [
				"/resource/properties/SecurityGroupEgress/0",
				"/refs/prefixLists/pl-1/properties/Entries/0",
				"/params/network/widest_ipv4_prefix",
				"/params/network/widest_ipv6_prefix",
			],
		}},
	},
}

applicability := {
	"a notebook's group is judged where egress is restricted": {
		"input": {"refs": {"notebooks": [{"id": "n"}]}, "params": {"network": {"restrict_egress": true}}},
		"applies": [true],
	},
	"so is a user profile's": {
		"input": {"refs": {"userProfiles": [{"id": "u"}]}, "params": {"network": {"restrict_egress": true}}},
		"applies": [true],
	},
	"where it is not, nothing is": {
		"input": {"refs": {"notebooks": [{"id": "n"}]}, "params": {"network": {"restrict_egress": false}}},
		"applies": [],
	},
	"a group that no workload bears is not": {
		"input": {"refs": {"notebooks": []}, "params": {"network": {"restrict_egress": true}}},
		"applies": [],
	},
}

group(rules, lists) := {
	"resource": {"properties": {"SecurityGroupEgress": rules}},
	"refs": {"prefixLists": lists},
	"params": params,
}

list(cidr) := {"properties": {"Entries": [{"Cidr": cidr}]}}

params := {"network": {"widest_ipv4_prefix": 16, "widest_ipv6_prefix": 48}}

wide(cidr, index) := {
	"code": "wide",
	"args": {"cidr": cidr},
	"evidence": [
		concat("/", ["/resource/properties/SecurityGroupEgress", format_int(index, 10)]),
		"/params/network/widest_ipv4_prefix",
		"/params/network/widest_ipv6_prefix",
	],
}
