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
#     fargate: the Fargate profile {profile} takes pods of the namespace to where nothing enforces network policies
#   remediation: >-
#     Add a NetworkPolicy with an empty podSelector, policyTypes [Ingress] and no ingress rules, then one for each
#     connection that is needed. Network policies take effect only where the CNI enforces them (VPC CNI:
#     enableNetworkPolicy), and never on Fargate.
#   ja:
#     title: AI ワークロードの名前空間は許可されていない接続を拒否している
#     description: ネットワークポリシーがなければ Pod は相互に到達でき、侵害されたノートブック一つから全チームの推論サーバー、ジョブ API、データベースに接続できる。
#     messages:
#       none: 名前空間の全 Pod への受信接続を拒否するネットワークポリシーが存在しない
#       not_enforced: ノード上にネットワークポリシーを強制する仕組みがなく、定義しても効力がない
#       fargate: Fargate プロファイル {profile} により名前空間の Pod が、ネットワークポリシーの強制されない Fargate で実行される
#     remediation: >-
#       podSelector が空、policyTypes が [Ingress]、ingress 規則なしの NetworkPolicy を置き、必要な接続ごとに許可を加える。
#       効力は CNI による強制に依存し（VPC CNI では enableNetworkPolicy）、Fargate では強制されない。
package controls.eks.namespace_network_policy

import data.lib.evidence
import data.lib.network_policy_engine
import data.lib.policy
import data.lib.workload

applies if some _ in ai_workloads

ai_workloads contains other if {
	some other in input.refs.workloads
	workload.is_ai(other.properties.kind, other.properties.podTemplates)
}

violation contains {"code": "none", "evidence": ["/refs/networkPolicies"]} if count(refusals) == 0

violation contains {"code": "not_enforced", "evidence": ["/refs/engines"]} if not network_policy_engine.enforces

# https://docs.aws.amazon.com/eks/latest/userguide/pod-networking-use-cases.html
violation contains {
	"code": "fargate",
	"args": {"profile": object.get(profile, "id", "?")},
	"evidence": [
		evidence.at(["refs", "fargateProfiles", index, "properties", "Selectors", place]),
		"/resource/properties/name",
		"/refs/workloads",
	],
} if {
	some index, profile in input.refs.fargateProfiles
	some place, selector in profile.properties.Selectors
	policy.covers(selector.Namespace, input.resource.properties.name)
	takes_ai(selector)
}

# A selector without labels takes every pod of its namespaces, else those that bear all of its labels.
takes_ai(selector) if {
	some other in ai_workloads
	some template in other.properties.podTemplates
	every label in object.get(selector, "Labels", []) {
		policy.covers(label.Value, template.labels[label.Key])
	}
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
