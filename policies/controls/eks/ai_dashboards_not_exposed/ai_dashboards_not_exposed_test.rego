package controls.eks.ai_dashboards_not_exposed_test

import data.controls.eks.ai_dashboards_not_exposed as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"a service inside the cluster passes": {"input": service({"type": "ClusterIP"}, []), "violation": set()},
	"an internal load balancer passes": {
		"input": service({"type": "LoadBalancer", "annotations": {scheme: "internal"}}, []),
		"violation": set(),
	},
	"so does an internal one of the cloud provider": {
		"input": service({"type": "LoadBalancer", "annotations": {inside: "true"}}, []),
		"violation": set(),
	},
	"the controller's load balancers are internal unless told otherwise": {
		"input": service({"type": "LoadBalancer", "annotations": {kind: "external"}}, []),
		"violation": set(),
	},
	"so are those of its class": {
		"input": service({"type": "LoadBalancer", "loadBalancerClass": "service.k8s.aws/nlb"}, []),
		"violation": set(),
	},
	"the cloud provider's are not": {
		"input": service({"type": "LoadBalancer", "annotations": {inside: "false"}}, []),
		"violation": {load_balancer("8265", "Ray dashboard", 0)},
	},
	"an internet-facing load balancer fails": {
		"input": service(
			{
				"type": "LoadBalancer",
				"loadBalancerClass": "eks.amazonaws.com/nlb",
				"annotations": {scheme: "internet-facing"},
			},
			[],
		),
		"violation": {load_balancer("8265", "Ray dashboard", 0)},
	},
	"an internet-facing load balancer that admits known networks passes": {
		"input": service(
			{
				"type": "LoadBalancer",
				"loadBalancerSourceRanges": ["203.0.113.0/24", "10.0.0.0/8"],
				"annotations": {scheme: "internet-facing"},
			},
			[],
		),
		"violation": set(),
	},
	"one that admits half of the internet besides fails": {
		"input": service(
			{
				"type": "LoadBalancer",
				"loadBalancerSourceRanges": ["203.0.113.0/24", "0.0.0.0/1"],
				"annotations": {scheme: "internet-facing"},
			},
			[],
		),
		"violation": {load_balancer("8265", "Ray dashboard", 0)},
	},
	"a port of other tools passes": {
		"input": service({"type": "LoadBalancer", "ports": [{"name": "https", "port": 443, "targetPort": 8443}]}, []),
		"violation": set(),
	},
	"behind another port stands the tool's own": {
		"input": service(
			{"type": "NodePort", "ports": [
				{"name": "http", "port": 80, "targetPort": 8888},
				{"port": "odd", "targetPort": "dashboard"},
			]},
			[],
		),
		"violation": {node_port("80", "Jupyter", 0), node_port("?", "Ray dashboard", 1)},
	},
	"an external address fails": {
		"input": service({"type": "ClusterIP", "externalIPs": ["203.0.113.7"]}, []),
		"violation": {{
			"code": "external_ip",
			"args": {"port": "8265", "tool": "Ray dashboard"},
			"evidence": ["/resource/properties/externalIPs", port(0)],
		}},
	},
	"an internal ALB passes": {
		"input": service({"type": "ClusterIP"}, [ingress({"ingressClassName": "alb", "annotations": {}}, {"number": 8265})]),
		"violation": set(),
	},
	"so does one by its old annotation": {
		"input": service({"type": "ClusterIP"}, [ingress({"annotations": {"kubernetes.io/ingress.class": "alb"}}, {"number": 8265})]),
		"violation": set(),
	},
	"an ALB that signs people in passes": {
		"input": service({"type": "ClusterIP"}, [ingress(
			{
				"ingressClassName": "alb",
				"annotations": {
					"alb.ingress.kubernetes.io/scheme": "internet-facing",
					"alb.ingress.kubernetes.io/auth-type": "oidc",
				},
			},
			{"number": 8265},
		)]),
		"violation": set(),
	},
	"so does nginx with its own ways": {
		"input": service({"type": "ClusterIP"}, [
			ingress({"ingressClassName": "nginx", "annotations": {"nginx.ingress.kubernetes.io/auth-url": "https://x"}}, {"number": 8265}),
			ingress({"ingressClassName": "nginx", "annotations": {"nginx.ingress.kubernetes.io/auth-type": "basic"}}, {"number": 8265}),
		]),
		"violation": set(),
	},
	"an internet-facing ALB fails": {
		"input": service({"type": "ClusterIP"}, [ingress(
			{"ingressClassName": "alb", "annotations": {"alb.ingress.kubernetes.io/scheme": "internet-facing"}},
			{"number": 8265},
		)]),
		"violation": {by_ingress},
	},
	"nginx without a word fails, by the port's name as well": {
		"input": service({"type": "ClusterIP"}, [ingress({"ingressClassName": "nginx", "annotations": {}}, {"name": "dashboard"})]),
		"violation": {by_ingress},
	},
	"an ingress to another port passes": {
		"input": service({"type": "ClusterIP"}, [ingress({"ingressClassName": "nginx"}, {"number": 80})]),
		"violation": set(),
	},
}

scheme := "service.beta.kubernetes.io/aws-load-balancer-scheme"

inside := "service.beta.kubernetes.io/aws-load-balancer-internal"

kind := "service.beta.kubernetes.io/aws-load-balancer-type"

service(properties, ingresses) := {
	"resource": {"properties": object.union(
		{"name": "ray-head", "ports": [{"name": "dashboard", "port": 8265, "targetPort": 8265}]},
		properties,
	)},
	"refs": {"ingresses": ingresses},
	"params": {"network": {"widest_ipv4_prefix": 16, "widest_ipv6_prefix": 48}},
}

ingress(properties, backend_port) := {"properties": object.union(
	{"name": "ray", "backends": [{"service": "ray-head", "port": backend_port}]},
	properties,
)}

port(index) := concat("", ["/resource/properties/ports/", format_int(index, 10)])

load_balancer(number, tool, index) := {
	"code": "load_balancer",
	"args": {"port": number, "tool": tool},
	"evidence": [
		"/resource/properties/type",
		port(index),
		"/resource/properties/annotations",
		"/resource/properties/loadBalancerClass",
		"/resource/properties/loadBalancerSourceRanges",
		"/params/network/widest_ipv4_prefix",
		"/params/network/widest_ipv6_prefix",
	],
}

node_port(number, tool, index) := {
	"code": "node_port",
	"args": {"port": number, "tool": tool},
	"evidence": ["/resource/properties/type", port(index)],
}

by_ingress := {
	"code": "ingress",
	"args": {"ingress": "ray", "port": "8265", "tool": "Ray dashboard"},
	"evidence": [port(0), "/resource/properties/name", "/refs/ingresses/0"],
}
