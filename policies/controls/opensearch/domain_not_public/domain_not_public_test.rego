package controls.opensearch.domain_not_public_test

import data.controls.opensearch.domain_not_public as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"a domain in a VPC for named principals passes": {
		"input": domain(["subnet-1"], false, [{
			"Effect": "Allow",
			"Principal": {"AWS": ["arn:aws:iam::123456789012:role/KnowledgeBase"]},
			"Action": ["es:ESHttp*"],
		}]),
		"violation": set(),
	},
	"an open policy in a VPC passes where the domain asks who it is": {
		"input": domain(["subnet-1"], true, [anybody({})]),
		"violation": set(),
	},
	"an open policy fails where it does not": {
		"input": domain(["subnet-1"], false, [anybody({"IpAddress": {"aws:SourceIp": ["203.0.113.0/24"]}}), anybody({})]),
		"violation": {{
			"code": "anyone",
			"args": {"statement": "1"},
			"evidence": [
				"/resource/properties/AccessPolicies/Statement/1",
				"/resource/properties/AdvancedSecurityOptions/Enabled",
			],
		}},
	},
	"an endpoint on the internet fails": {
		"input": domain([], true, []),
		"violation": {{"code": "internet", "evidence": ["/resource/properties/VPCOptions"]}},
	},
	"no VPC is AWS's default": {
		"input": {"resource": {"properties": {}}},
		"violation": {{"code": "internet", "evidence": ["/resource/properties/VPCOptions"]}},
	},
}

domain(subnets, fine_grained, statements) := {"resource": {"properties": {
	"VPCOptions": {"SubnetIds": subnets},
	"AdvancedSecurityOptions": {"Enabled": fine_grained},
	"AccessPolicies": {"Statement": statements},
}}}

anybody(condition) := {
	"Effect": "Allow",
	"Principal": {"AWS": ["*"]},
	"Action": ["es:ESHttp*"],
	"Condition": condition,
}
