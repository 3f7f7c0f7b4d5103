package controls.ec2.security_group_ingress_test

import data.controls.ec2.security_group_ingress as control

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
				{"SourceSecurityGroupId": "sg-1"},
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
		"input": group([{"SourcePrefixListId": "pl-1"}], {"pl-1": list("203.0.113.0/24")}),
		"violation": set(),
	},
	"a prefix list opens what it names": {
		"input": group([{"SourcePrefixListId": "pl-1"}], {"pl-1": list("0.0.0.0/1")}),
		"violation": {{
			"code": "wide_list",
			"args": {"cidr": "0.0.0.0/1", "list": "pl-1"},
			"evidence": [
				"/resource/properties/SecurityGroupIngress/0",
				"/refs/prefixLists/pl-1/properties/Entries/0",
				"/params/network/widest_ipv4_prefix",
				"/params/network/widest_ipv6_prefix",
			],
		}},
	},
}

applicability := {
	"a notebook's group is judged": {"input": {"refs": {"notebooks": [{"id": "n"}]}}, "applies": [true]},
	"the group that EKS made for a cluster is judged": {"input": {"refs": {"clusterGroups": [{"id": "c"}]}}, "applies": [true]},
	"a cluster's group is judged": {"input": {"refs": {"clusters": [{"id": "c"}]}}, "applies": [true]},
	"a user profile's group is judged": {"input": {"refs": {"userProfiles": [{"id": "u"}]}}, "applies": [true]},
	"an endpoint's group is judged": {"input": {"refs": {"vpcEndpoints": [{"id": "e"}]}}, "applies": [true]},
	"a group of none of them is not": {"input": {"refs": {"notebooks": []}}, "applies": []},
}

group(rules, lists) := {
	"resource": {"properties": {"SecurityGroupIngress": rules}},
	"refs": {"prefixLists": lists},
	"params": params,
}

list(cidr) := {"properties": {"Entries": [{"Cidr": cidr}]}}

params := {"network": {"widest_ipv4_prefix": 16, "widest_ipv6_prefix": 48}}

wide(cidr, index) := {
	"code": "wide",
	"args": {"cidr": cidr},
	"evidence": [
		concat("/", ["/resource/properties/SecurityGroupIngress", format_int(index, 10)]),
		"/params/network/widest_ipv4_prefix",
		"/params/network/widest_ipv6_prefix",
	],
}
