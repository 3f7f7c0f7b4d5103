package controls.ec2.vpc_default_group_closed_test

import data.controls.ec2.vpc_default_group_closed as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

test_applies[name] if {
	some name, case in applicability
	[true | control.applies with input as case.input] == case.applies
}

cases := {
	"a group without rules passes": {
		"input": vpc({"SecurityGroupIngress": [], "SecurityGroupEgress": []}),
		"violation": set(),
	},
	"a group of which no rules are told has none": {"input": vpc({}), "violation": set()},
	"as AWS makes it, it fails": {
		"input": vpc({
			"SecurityGroupIngress": [{"SourceSecurityGroupId": "sg-1"}],
			"SecurityGroupEgress": [{"CidrIp": "0.0.0.0/0"}, {"CidrIpv6": "::/0"}],
		}),
		"violation": {
			{
				"code": "inbound",
				"args": {"count": "1"},
				"evidence": ["/refs/defaultGroups/0/properties/SecurityGroupIngress"],
			},
			{
				"code": "outbound",
				"args": {"count": "2"},
				"evidence": ["/refs/defaultGroups/0/properties/SecurityGroupEgress"],
			},
		},
	},
}

applicability := {
	"a VPC in which a notebook stands is judged": {"input": {"refs": {"notebooks": [{"id": "n"}]}}, "applies": [true]},
	"so is a cluster's": {"input": {"refs": {"clusters": [{"id": "c"}]}}, "applies": [true]},
	"so is a node group's": {"input": {"refs": {"nodegroups": [{"id": "n"}]}}, "applies": [true]},
	"and that of a Fargate profile": {"input": {"refs": {"fargateProfiles": [{"id": "f"}]}}, "applies": [true]},
	"one without AI workloads is not": {"input": {"refs": {"subnets": [{"id": "s"}]}}, "applies": []},
}

vpc(properties) := {"refs": {"notebooks": [{"id": "n"}], "defaultGroups": [{"properties": properties}]}}
