package controls.eks.cluster_public_access_test

import data.controls.eks.cluster_public_access as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"no public endpoint passes": {
		"input": cluster({"EndpointPublicAccess": false, "PublicAccessCidrs": ["0.0.0.0/0"]}),
		"violation": set(),
	},
	"narrow ranges pass": {
		"input": cluster({"EndpointPublicAccess": true, "PublicAccessCidrs": [
			"203.0.113.0/24",
			"198.51.100.7/32",
			"10.1.0.0/16",
			"2001:db8:1::/48",
			"2001:db8:0:0:0:0:0:1/128",
		]}),
		"violation": set(),
	},
	"nothing said fails, for AWS opens it to everyone": {
		"input": {"resource": {"properties": {"Name": "ml"}}, "params": params},
		"violation": {{"code": "unrestricted", "evidence": [public_access, cidrs]}},
	},
	"no ranges fail": {
		"input": cluster({"EndpointPublicAccess": true, "PublicAccessCidrs": []}),
		"violation": {{"code": "unrestricted", "evidence": [public_access, cidrs]}},
	},
	"everything fails": {
		"input": cluster({"EndpointPublicAccess": true, "PublicAccessCidrs": ["0.0.0.0/0", "::/0"]}),
		"violation": {too_wide(0, "0.0.0.0/0"), too_wide(1, "::/0")},
	},
	"everything in two halves fails": {
		"input": cluster({"EndpointPublicAccess": true, "PublicAccessCidrs": ["0.0.0.0/1", "128.0.0.0/1"]}),
		"violation": {too_wide(0, "0.0.0.0/1"), too_wide(1, "128.0.0.0/1")},
	},
	"one wide range beside a narrow one fails": {
		"input": cluster({"PublicAccessCidrs": ["203.0.113.0/24", "10.0.0.0/15", "2001:db8::/32"]}),
		"violation": {too_wide(1, "10.0.0.0/15"), too_wide(2, "2001:db8::/32")},
	},
	"what is no CIDR block fails": {
		"input": cluster({"PublicAccessCidrs": ["203.0.113.0", "all", "999.0.0.0/24", "10.0.0.0/33", "1::2::3/64"]}),
		"violation": {
			too_wide(0, "203.0.113.0"),
			too_wide(1, "all"),
			too_wide(2, "999.0.0.0/24"),
			too_wide(3, "10.0.0.0/33"),
			too_wide(4, "1::2::3/64"),
		},
	},
}

cluster(config) := {
	"resource": {"properties": {"Name": "ml", "ResourcesVpcConfig": config}},
	"params": params,
}

params := {"network": {"widest_ipv4_prefix": 16, "widest_ipv6_prefix": 48}}

public_access := "/resource/properties/ResourcesVpcConfig/EndpointPublicAccess"

cidrs := "/resource/properties/ResourcesVpcConfig/PublicAccessCidrs"

too_wide(index, cidr) := {
	"code": "too_wide",
	"args": {"cidr": cidr},
	"evidence": [
		"/resource/properties/ResourcesVpcConfig/EndpointPublicAccess",
		concat("/", ["/resource/properties/ResourcesVpcConfig/PublicAccessCidrs", format_int(index, 10)]),
		"/params/network/widest_ipv4_prefix",
		"/params/network/widest_ipv6_prefix",
	],
}
