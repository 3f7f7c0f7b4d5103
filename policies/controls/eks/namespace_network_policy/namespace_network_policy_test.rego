package controls.eks.namespace_network_policy_test

import data.controls.eks.namespace_network_policy as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
	control.satisfied == case.satisfied with input as case.input
}

test_applies[name] if {
	some name, case in cases
	applies := [true | control.applies with input as case.input]
	[case.applies | case.applies == true] == applies
}

cases := {
	"a policy that refuses everything passes": {
		"input": namespace([allow_metrics, deny], [ray]),
		"applies": true,
		"violation": set(),
		"satisfied": {"/refs/networkPolicies/1"},
	},
	"a policy without types is about incoming connections": {
		"input": namespace([{"properties": {"podSelector": {}}}], [ray]),
		"applies": true,
		"violation": set(),
		"satisfied": {"/refs/networkPolicies/0"},
	},
	"no policy fails": {"input": namespace([], [ray]), "applies": true, "violation": {none}, "satisfied": set()},
	"a policy of some pods fails": {
		"input": namespace([{"properties": {"podSelector": {"matchLabels": {"app": "ray"}}, "policyTypes": ["Ingress"]}}], [ray]),
		"applies": true,
		"violation": {none},
		"satisfied": set(),
	},
	"so does one that selects by expression": {
		"input": namespace(
			[{"properties": {"podSelector": {"matchExpressions": [{"key": "app", "operator": "Exists"}]}}}],
			[ray],
		),
		"applies": true,
		"violation": {none},
		"satisfied": set(),
	},
	"a policy of outgoing connections fails": {
		"input": namespace([{"properties": {"podSelector": {}, "policyTypes": ["Egress"]}}], [ray]),
		"applies": true,
		"violation": {none},
		"satisfied": set(),
	},
	"a policy that lets anyone in fails": {
		"input": namespace([{"properties": {"podSelector": {}, "policyTypes": ["Ingress"], "ingress": [{}]}}], [ray]),
		"applies": true,
		"violation": {none},
		"satisfied": set(),
	},
	"a namespace of other workloads is another matter": {
		"input": namespace([], []),
		"applies": false,
		"violation": {none},
		"satisfied": set(),
	},
}

ray := {"properties": {"kind": "RayCluster", "podTemplates": []}}

deny := {"properties": {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}}

allow_metrics := {"properties": {
	"podSelector": {"matchLabels": {"app": "ray"}},
	"policyTypes": ["Ingress"],
	"ingress": [{"from": [{"namespaceSelector": {}}]}],
}}

namespace(policies, workloads) := {
	"resource": {"properties": {"name": "ray", "labels": {}}},
	"refs": {"networkPolicies": policies, "workloads": workloads},
}

none := {"code": "none", "evidence": ["/refs/networkPolicies"]}
