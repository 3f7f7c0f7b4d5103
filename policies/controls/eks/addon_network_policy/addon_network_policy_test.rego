package controls.eks.addon_network_policy_test

import data.controls.eks.addon_network_policy as control

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
	"switched on passes, whatever else runs": {
		"input": addon({"EnableNetworkPolicy": "true"}, {}),
		"violation": set(),
		"satisfied": {"/resource/runtime/EnableNetworkPolicy"},
	},
	"not set fails, for the plugin enforces nothing by itself": {
		"input": addon({}, agent("--enable-network-policy=false")),
		"violation": {{"code": "unset", "evidence": ["/resource/runtime/EnableNetworkPolicy", "/refs/engines"]}},
		"satisfied": set(),
	},
	"switched off fails": {
		"input": addon({"EnableNetworkPolicy": "false"}, {}),
		"violation": {{
			"code": "off",
			"args": {"value": "false"},
			"evidence": ["/resource/runtime/EnableNetworkPolicy", "/refs/engines"],
		}},
		"satisfied": set(),
	},
	"not set passes where somebody switched the agent on by hand": {
		"input": addon({}, agent("--enable-network-policy=true")),
		"violation": set(),
		"satisfied": set(),
	},
	"Calico enforces in its place": {
		"input": addon({}, {"ml/calico-system/DaemonSet/calico-node": {"properties": {"name": "calico-node"}}}),
		"violation": set(),
		"satisfied": set(),
	},
}

applicability := {
	"the VPC CNI is judged": {"input": addon({}, {}), "applies": [true]},
	"other add-ons are not": {"input": {"resource": {"properties": {"AddonName": "coredns"}}}, "applies": []},
}

agent(flag) := {"ml/kube-system/DaemonSet/aws-node": {"properties": {
	"name": "aws-node",
	"podTemplates": [{"spec": {"containers": [{"name": "aws-eks-nodeagent", "args": [flag]}]}}],
}}}

addon(runtime, engines) := {
	"resource": {"properties": {"AddonName": "vpc-cni"}, "runtime": runtime},
	"refs": {"engines": engines},
}
