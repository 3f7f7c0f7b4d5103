# METADATA
# title: Pods of AI workloads have an account of their own, or no token
# description: >-
#   A token of the cluster lies in every pod that does not refuse it. On the default account, whatever anybody grants to
#   that account is granted to every such pod.
# custom:
#   resource: Kubernetes::Workload
#   severity: low
#   theme: access
#   messages:
#     default: pods made from {place} carry a token of the default service account
#   remediation: >-
#     Name a service account of its own in the pod template, or set automountServiceAccountToken to false where the pod
#     has no business with the Kubernetes API.
#   ja:
#     title: AI ワークロードの Pod は専用のサービスアカウントを使うか、トークンを持たない
#     description: 拒否しない限り、すべての Pod にクラスターのトークンが置かれる。default アカウントでは、そのアカウントへの権限がこれらすべての Pod に及ぶ。
#     messages:
#       default: "{place} から作られる Pod が default サービスアカウントのトークンを保持している"
#     remediation: >-
#       Pod テンプレートに専用のサービスアカウントを指定する。
#       Kubernetes API を使わない場合は automountServiceAccountToken を false にする。
package controls.eks.ai_service_account_own

import data.lib.evidence
import data.lib.workload

# A serving runtime runs as the account of the service that chooses it.
applies if {
	not input.resource.properties.kind in {"ClusterServingRuntime", "ServingRuntime"}
	workload.is_ai(input.resource.properties.kind, input.resource.properties.podTemplates)
}

violation contains {
	"code": "default",
	"args": {"place": object.get(template, "place", "?")},
	"evidence": [
		evidence.at(["resource", "properties", "podTemplates", index]),
		"/refs/serviceAccounts",
	],
} if {
	some index, template in input.resource.properties.podTemplates
	count(template.spec.containers) > 0
	not has_own(template)
	not template.spec.automountServiceAccountToken == false
	not account_refuses(template)
}

has_own(template) if template.spec.serviceAccountName != "default"

# The account may refuse for all its pods; a template that says true takes the token all the same.
account_refuses(template) if {
	not template.spec.automountServiceAccountToken
	some account in input.refs.serviceAccounts
	account.properties.name == "default"
	account.properties.automountServiceAccountToken == false
}
