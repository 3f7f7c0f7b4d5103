# METADATA
# title: Only declared principals administer EKS clusters
# description: >-
#   Whoever administers the whole cluster reads every secret and every model in it. The organisation names these
#   principals (access.cluster_admins); any other is an escalation.
# custom:
#   resource: AWS::EKS::AccessEntry
#   severity: high
#   theme: access
#   messages:
#     admin_policy: "{principal} holds {policy} over the whole cluster without being a declared administrator"
#     masters: "{principal} is in the group system:masters without being a declared administrator"
#   remediation: >-
#     Disassociate the admin policy, or scope it to namespaces; declare the principal in access.cluster_admins where it
#     does administer the cluster.
#   ja:
#     title: EKS クラスターを管理するのは申告済みのプリンシパルのみである
#     description: クラスター全体の管理者は、すべてのシークレットとモデルを閲覧できる。申告済み（access.cluster_admins）でない管理者は最小権限に反する。
#     messages:
#       admin_policy: "{principal} は申告のないままクラスター全体に {policy} を保有している"
#       masters: "{principal} は申告のないまま system:masters グループに属している"
#     remediation: 管理ポリシーの関連付けを解除するか名前空間に限定する。正当な管理者であれば access.cluster_admins に申告する。
package controls.eks.access_entry_cluster_admin

import data.lib.evidence

# Where nothing is said of the scope it is taken for the widest.
violation contains {
	"code": "admin_policy",
	"args": {"principal": principal, "policy": name},
	"evidence": [principal_arn, evidence.at(["resource", "properties", "AccessPolicies", index]), declared],
} if {
	not is_declared
	some index, policy in input.resource.properties.AccessPolicies
	some name in ["AmazonEKSClusterAdminPolicy", "AmazonEKSAdminPolicy"]
	endswith(policy.PolicyArn, concat("", ["/", name]))
	not policy.AccessScope.Type == "namespace"
}

violation contains {
	"code": "masters",
	"args": {"principal": principal},
	"evidence": [principal_arn, evidence.at(["resource", "properties", "KubernetesGroups", index]), declared],
} if {
	not is_declared
	some index, group in input.resource.properties.KubernetesGroups
	group == "system:masters"
}

is_declared if input.resource.properties.PrincipalArn in input.params.access.cluster_admins

default principal := "?"

principal := input.resource.properties.PrincipalArn

principal_arn := "/resource/properties/PrincipalArn"

declared := "/params/access/cluster_admins"
