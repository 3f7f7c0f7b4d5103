package controls.eks.namespace_network_policy_test

import data.controls.eks.namespace_network_policy as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
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
	},
	"a policy without types is about incoming connections": {
		"input": namespace([{"properties": {"podSelector": {}}}], [ray]),
		"applies": true,
		"violation": set(),
	},
	"no policy fails": {"input": namespace([], [ray]), "applies": true, "violation": {none}},
	"a policy of some pods fails": {
		"input": namespace([{"properties": {"podSelector": {"matchLabels": {"app": "ray"}}, "policyTypes": ["Ingress"]}}], [ray]),
		"applies": true,
		"violation": {none},
	},
	"so does one that selects by expression": {
		"input": namespace(
			[{"properties": {"podSelector": {"matchExpressions": [{"key": "app", "operator": "Exists"}]}}}],
			[ray],
		),
		"applies": true,
		"violation": {none},
	},
	"a policy of outgoing connections fails": {
		"input": namespace([{"properties": {"podSelector": {}, "policyTypes": ["Egress"]}}], [ray]),
		"applies": true,
		"violation": {none},
	},
	"a policy that lets anyone in fails": {
		"input": namespace([{"properties": {"podSelector": {}, "policyTypes": ["Ingress"], "ingress": [{}]}}], [ray]),
		"applies": true,
		"violation": {none},
	},
	"Calico enforces": {
		"input": enforced_by([deny], {"ml/calico-system/DaemonSet/calico-node": {"properties": {"name": "calico-node"}}}),
		"applies": true,
		"violation": set(),
	},
	"a policy that nothing enforces fails": {
		"input": enforced_by([deny], {vpc_cni: agent("--enable-network-policy=false")}),
		"applies": true,
		"violation": {{"code": "not_enforced", "evidence": ["/refs/engines"]}},
	},
	"a profile that takes the pods to Fargate fails, by the namespace or by a pattern": {
		"input": on_fargate([{"Namespace": "default"}, {"Namespace": "ray"}, {"Namespace": "r*", "Labels": []}]),
		"applies": true,
		"violation": {fargate(1), fargate(2)},
	},
	"one that takes pods by labels fails where an AI workload bears them all": {
		"input": on_fargate([
			{"Namespace": "ray", "Labels": [{"Key": "app", "Value": "head"}]},
			{"Namespace": "ray", "Labels": [{"Key": "app", "Value": "head"}, {"Key": "tier", "Value": "batch"}]},
			{"Namespace": "ray", "Labels": [{"Key": "app", "Value": "web"}]},
		]),
		"applies": true,
		"violation": {fargate(0)},
	},
	"a namespace of other workloads is another matter": {
		"input": namespace([], []),
		"applies": false,
		"violation": {none},
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
	"refs": {
		"networkPolicies": policies,
		"workloads": workloads,
		"engines": {vpc_cni: agent("--enable-network-policy=true")},
	},
}

on_fargate(selectors) := object.union(
	namespace([deny], [{"properties": {
		"kind": "RayCluster",
		"podTemplates": [{"labels": {"app": "head"}}, {"labels": {"app": "worker"}}],
	}}]),
	{"refs": {"fargateProfiles": [{"id": "ml/batch", "properties": {"Selectors": selectors}}]}},
)

fargate(selector) := {
	"code": "fargate",
	"args": {"profile": "ml/batch"},
	"evidence": [
		concat("/", ["/refs/fargateProfiles/0/properties/Selectors", format_int(selector, 10)]),
		"/resource/properties/name",
		"/refs/workloads",
	],
}

enforced_by(policies, engines) := {
	"resource": {"properties": {"name": "ray", "labels": {}}},
	"refs": {"networkPolicies": policies, "workloads": [ray], "engines": engines},
}

vpc_cni := "ml/kube-system/DaemonSet/aws-node"

agent(flag) := {"properties": {
	"name": "aws-node",
	"podTemplates": [{"spec": {"containers": [{"name": "aws-node"}, {"name": "aws-eks-nodeagent", "args": [flag]}]}}],
}}

none := {"code": "none", "evidence": ["/refs/networkPolicies"]}
