# METADATA
# title: Namespaces with AI workloads refuse connections that nobody allowed
# description: >-
#   Pods of a cluster reach each other unless a network policy says otherwise: one stolen notebook then talks to every
#   model server, job API and database of every team.
# custom:
#   resource: Kubernetes::Namespace
#   severity: high
#   theme: network
#   messages:
#     none: no network policy refuses incoming connections to every pod of the namespace
#     not_enforced: nothing on the nodes enforces network policies, whatever they say
#   remediation: >-
#     Add a NetworkPolicy with an empty podSelector, policyTypes [Ingress] and no ingress rules, then one for each
#     connection that is needed. Network policies take effect only where the CNI enforces them (VPC CNI:
#     enableNetworkPolicy).
#   ja:
#     title: AI ワークロードの名前空間は許可されていない接続を拒否している
#     description: ネットワークポリシーがなければ Pod は相互に到達でき、侵害されたノートブック一つから全チームの推論サーバー、ジョブ API、データベースに接続できる。
#     messages:
#       none: 名前空間の全 Pod への受信接続を拒否するネットワークポリシーが存在しない
#       not_enforced: ノード上にネットワークポリシーを強制する仕組みがなく、定義しても効力がない
#     remediation: >-
#       podSelector が空、policyTypes が [Ingress]、ingress 規則なしの NetworkPolicy を置き、必要な接続ごとに許可を加える。
#       効力は CNI による強制に依存する（VPC CNI では enableNetworkPolicy）。
package controls.eks.namespace_network_policy

import data.lib.workload

applies if {
	some other in input.refs.workloads
	workload.is_ai(other.properties.kind, other.properties.podTemplates)
}

violation contains {"code": "none", "evidence": ["/refs/networkPolicies"]} if count(refusals) == 0

violation contains {"code": "not_enforced", "evidence": ["/refs/engines"]} if not is_enforced

# Calico and Cilium always do; the VPC CNI when it is told to.
# https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html
is_enforced if {
	some engine in input.refs.engines
	engine.properties.name in {"calico-node", "cilium"}
}

is_enforced if {
	some engine in input.refs.engines
	some template in engine.properties.podTemplates
	some container in template.spec.containers
	"--enable-network-policy=true" in container.args
}

# A policy is about incoming connections unless it says otherwise, and what it does not name it refuses.
# https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-deny-all-ingress-traffic
refusals contains index if {
	some index, policy in input.refs.networkPolicies
	selects_all(policy)
	is_about_ingress(policy)
	not lets_in(policy)
}

selects_all(policy) if {
	not selects_by_label(policy)
	not selects_by_expression(policy)
}

selects_by_label(policy) if some _ in policy.properties.podSelector.matchLabels

selects_by_expression(policy) if some _ in policy.properties.podSelector.matchExpressions

is_about_ingress(policy) if "Ingress" in policy.properties.policyTypes

is_about_ingress(policy) if not policy.properties.policyTypes

lets_in(policy) if some _ in policy.properties.ingress
