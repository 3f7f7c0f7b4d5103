package controls.ec2.subnet_flow_logs_test

import data.controls.ec2.subnet_flow_logs as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

test_satisfied[name] if {
	some name, case in cases
	control.satisfied == case.satisfied with input as case.input
}

test_applies[name] if {
	some name, case in applicability
	[true | control.applies with input as case.input] == case.applies
}

cases := {
	"all traffic, delivered, passes": {
		"input": subnet("ALL", [log("ALL", "SUCCESS")]),
		"violation": set(),
		"satisfied": {"/refs/flowLogs/0"},
	},
	"no flow log fails": {"input": subnet("ALL", []), "violation": {none("ALL")}, "satisfied": set()},
	"one that is active but fails to deliver is none": {
		"input": subnet("ALL", [log("ALL", "FAILED")]),
		"violation": {none("ALL")},
		"satisfied": set(),
	},
	"rejected traffic alone is not all": {
		"input": subnet("ALL", [log("REJECT", "SUCCESS")]),
		"violation": {none("ALL")},
		"satisfied": set(),
	},
	"accepted and rejected traffic in two logs are all": {
		"input": subnet("ALL", [log("REJECT", "SUCCESS"), log("ACCEPT", "SUCCESS")]),
		"violation": set(),
		"satisfied": set(),
	},
	"where the organisation asks for rejected traffic, that passes": {
		"input": subnet("REJECT", [log("ACCEPT", "SUCCESS"), log("REJECT", "SUCCESS")]),
		"violation": set(),
		"satisfied": set(),
	},
	"nothing said of the delivery is not a failure": {
		"input": subnet("ALL", [{"properties": {"TrafficType": "ALL"}, "runtime": {"FlowLogStatus": "ACTIVE"}}]),
		"violation": set(),
		"satisfied": {"/refs/flowLogs/0"},
	},
	"one that is not active is none": {
		"input": subnet("ALL", [{"properties": {"TrafficType": "ALL"}, "runtime": {"DeliverLogsStatus": "SUCCESS"}}]),
		"violation": {none("ALL")},
		"satisfied": set(),
	},
}

applicability := {
	"a model's subnet is judged": {"input": {"refs": {"models": [{"id": "m"}]}}, "applies": [true]},
	"a cluster's subnet is judged": {"input": {"refs": {"clusters": [{"id": "c"}]}}, "applies": [true]},
	"a node group's subnet is judged": {"input": {"refs": {"nodegroups": [{"id": "n"}]}}, "applies": [true]},
	"and that of a Fargate profile": {"input": {"refs": {"fargateProfiles": [{"id": "f"}]}}, "applies": [true]},
	"an endpoint's subnet is judged": {"input": {"refs": {"vpcEndpoints": [{"id": "e"}]}}, "applies": [true]},
	"a subnet of none of them is not": {"input": {"refs": {"models": []}}, "applies": []},
}

subnet(traffic, logs) := {
	"refs": {"models": [{"id": "m"}], "flowLogs": logs},
	"params": {"network": {"flow_log_traffic": traffic}},
}

log(traffic, delivery) := {
	"properties": {"ResourceId": "vpc-1", "TrafficType": traffic},
	"runtime": {"FlowLogStatus": "ACTIVE", "DeliverLogsStatus": delivery},
}

none(traffic) := {
	"code": "none",
	"args": {"traffic": traffic},
	"evidence": ["/refs/flowLogs", "/params/network/flow_log_traffic"],
}
