# METADATA
# title: Consoles of AI tools are not reachable from outside the cluster's network
# description: >-
#   Ray's dashboard and its job API ask nobody who they are, and Jupyter, MLflow and model servers hardly do: whoever
#   reaches one runs code in the cluster or takes the models.
# custom:
#   resource: Kubernetes::Service
#   severity: critical
#   theme: network
#   messages:
#     load_balancer: the port {port} ({tool}) is reachable from the internet by a load balancer
#     node_port: the port {port} ({tool}) is open on every node
#     external_ip: the port {port} ({tool}) is reachable by an external address
#     ingress: the ingress {ingress} leads to the port {port} ({tool}) without asking who calls
#   remediation: >-
#     Make the service of type ClusterIP, or its load balancer internal; reach it by kubectl port-forward or by a proxy
#     that signs people in. Where it must be reachable, name known networks in loadBalancerSourceRanges.
#   ja:
#     title: AI ツールの管理画面にクラスターのネットワーク外から到達できない
#     description: Ray のダッシュボードとジョブ API は認証を求めず、Jupyter、MLflow、推論サーバーの認証も乏しい。到達できる者はクラスターでコードを実行し、モデルを持ち出せる。
#     messages:
#       load_balancer: ポート {port}（{tool}）がロードバランサーによりインターネットから到達可能である
#       node_port: ポート {port}（{tool}）がすべてのノードで開いている
#       external_ip: ポート {port}（{tool}）が外部アドレスから到達可能である
#       ingress: Ingress {ingress} が認証なしにポート {port}（{tool}）へ転送している
#     remediation: Service を ClusterIP とするか、ロードバランサーを内部向けにする。接続には kubectl port-forward または認証付きプロキシを用いる。
package controls.eks.ai_dashboards_not_exposed

import data.lib.cidr
import data.lib.evidence

violation contains {
	"code": "load_balancer",
	"args": {"port": number_of(port), "tool": tool},
	"evidence": [
		"/resource/properties/type",
		port_pointer(index),
		"/resource/properties/annotations",
		"/resource/properties/loadBalancerClass",
		"/resource/properties/loadBalancerSourceRanges",
		"/params/network/widest_ipv4_prefix",
		"/params/network/widest_ipv6_prefix",
	],
} if {
	input.resource.properties.type == "LoadBalancer"
	is_internet_facing
	not admits_known_networks
	some [index, port, tool] in consoles
}

violation contains {
	"code": "node_port",
	"args": {"port": number_of(port), "tool": tool},
	"evidence": ["/resource/properties/type", port_pointer(index)],
} if {
	input.resource.properties.type == "NodePort"
	some [index, port, tool] in consoles
}

violation contains {
	"code": "external_ip",
	"args": {"port": number_of(port), "tool": tool},
	"evidence": ["/resource/properties/externalIPs", port_pointer(index)],
} if {
	some _ in input.resource.properties.externalIPs
	some [index, port, tool] in consoles
}

violation contains {
	"code": "ingress",
	"args": {"ingress": ingress.properties.name, "port": number_of(port), "tool": tool},
	"evidence": [port_pointer(index), "/resource/properties/name", evidence.at(["refs", "ingresses", place])],
} if {
	some place, ingress in input.refs.ingresses
	not is_internal(ingress)
	not asks_who(ingress)
	some backend in ingress.properties.backends
	backend.service == input.resource.properties.name
	some [index, port, tool] in consoles
	leads_to(backend, port)
}

# The ports on which these tools listen when nobody says otherwise.
tools := {
	5000: "MLflow",
	6006: "TensorBoard",
	8265: "Ray dashboard",
	8888: "Jupyter",
	10001: "Ray client",
}

# By the port of the service, of the pods behind it, or its name.
consoles contains [index, port, tool] if {
	some index, port in input.resource.properties.ports
	tool := tools[port.port]
}

consoles contains [index, port, tool] if {
	some index, port in input.resource.properties.ports
	tool := tools[port.targetPort]
}

consoles contains [index, port, "Ray dashboard"] if {
	some index, port in input.resource.properties.ports
	some member in ["name", "targetPort"]
	port[member] == "dashboard"
}

# https://kubernetes.io/docs/tasks/access-application-cluster/create-external-load-balancer/
admits_known_networks if {
	count(input.resource.properties.loadBalancerSourceRanges) > 0
	every range in input.resource.properties.loadBalancerSourceRanges {
		not cidr.is_wide(range)
	}
}

# The AWS Load Balancer Controller and Auto Mode make internal load balancers unless told otherwise, the controller in
# the cloud provider internet-facing ones.
# https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/
is_internet_facing if scheme == "internet-facing"

is_internet_facing if {
	scheme == ""
	not is_of_controller
	not says_internal
}

default scheme := ""

scheme := input.resource.properties.annotations["service.beta.kubernetes.io/aws-load-balancer-scheme"]

is_of_controller if input.resource.properties.loadBalancerClass in {"service.k8s.aws/nlb", "eks.amazonaws.com/nlb"}

is_of_controller if {
	kind := input.resource.properties.annotations["service.beta.kubernetes.io/aws-load-balancer-type"]
	kind in {"external", "nlb-ip"}
}

says_internal if {
	said := input.resource.properties.annotations["service.beta.kubernetes.io/aws-load-balancer-internal"]
	not said in {"", "false"}
}

# An ALB is internal unless it says internet-facing; other ingress controllers publish as their own service does, which
# is not seen from here.
is_internal(ingress) if {
	is_alb(ingress)
	not ingress.properties.annotations["alb.ingress.kubernetes.io/scheme"] == "internet-facing"
}

is_alb(ingress) if contains(ingress.properties.ingressClassName, "alb")

is_alb(ingress) if contains(ingress.properties.annotations["kubernetes.io/ingress.class"], "alb")

asks_who(ingress) if ingress.properties.annotations["alb.ingress.kubernetes.io/auth-type"] in {"cognito", "oidc"}

asks_who(ingress) if ingress.properties.annotations["nginx.ingress.kubernetes.io/auth-url"]

asks_who(ingress) if ingress.properties.annotations["nginx.ingress.kubernetes.io/auth-type"] in {"basic", "digest"}

leads_to(backend, port) if backend.port.number == port.port

leads_to(backend, port) if backend.port.name == port.name

number_of(port) := format_int(port.port, 10) if is_port(port)

number_of(port) := "?" if not is_port(port)

is_port(port) if {
	is_number(port.port)
	port.port > 0
	port.port < 65536
	port.port == floor(port.port)
}

port_pointer(index) := evidence.at(["resource", "properties", "ports", index])
