# METADATA
# title: Service accounts carry roles that grant no service as a whole
# description: >-
#   Whoever gets into a pod has the role that the annotation of its service account names. A role with full access to a
#   service, or to all of them, makes every model server and notebook an administrator.
# custom:
#   resource: Kubernetes::ServiceAccount
#   severity: high
#   theme: access
#   messages:
#     full_access: the role {role} has the AWS managed policy {policy}
#     inline: >-
#       the role {role} may do anything to {services} by its inline policy {policy}
#     attached: >-
#       the role of the annotation may do anything to {services} by the policy {policy}
#   remediation: >-
#     Annotate the service account with a role of its own, with the actions and resources that its pods use (IAM Access
#     Analyzer derives them from CloudTrail).
#   ja:
#     title: サービスアカウントのロールはサービス全体への権限を持たない
#     description: Pod に侵入した者は、サービスアカウントのアノテーションが示すロールを手にする。サービス全体や全サービスへの権限を持つロールでは、推論サーバーやノートブックがすべて管理者となる。
#     messages:
#       full_access: ロール {role} に AWS 管理ポリシー {policy} がアタッチされている
#       inline: ロール {role} はインラインポリシー {policy} により {services} の全操作が可能である
#       attached: アノテーションが示すロールはポリシー {policy} により {services} の全操作が可能である
#     remediation: Pod が使用する操作とリソースに限定した専用のロールをサービスアカウントのアノテーションに指定する（IAM Access Analyzer により CloudTrail から導出できる）。
package controls.eks.irsa_role_scoped

import data.lib.evidence
import data.lib.policy

# Without the annotation its pods have no role of AWS, or one by EKS Pod Identity (eks/pod_identity_scoped).
applies if input.resource.properties.roleArn

violation contains {
	"code": "full_access",
	"args": {"role": arn, "policy": name},
	"evidence": [annotation, evidence.at(["refs", "iamRoles", arn, "properties", "ManagedPolicyArns", index])],
} if {
	some arn, role in input.refs.iamRoles
	some index, policy_arn in role.properties.ManagedPolicyArns
	name := policy.full_access(policy_arn)
}

violation contains {
	"code": "inline",
	"args": {"role": arn, "policy": object.get(inline, "PolicyName", "?"), "services": concat(", ", sort(services))},
	"evidence": [
		annotation,
		evidence.at(["refs", "iamRoles", arn, "properties", "Policies", place, "PolicyDocument", "Statement", index]),
	],
} if {
	some arn, role in input.refs.iamRoles
	some place, inline in role.properties.Policies
	some index, statement in inline.PolicyDocument.Statement
	services := policy.whole_services(statement)
	count(services) > 0
}

violation contains {
	"code": "attached",
	"args": {"policy": policy_arn, "services": concat(", ", sort(services))},
	"evidence": [evidence.at(["refs", "iamPolicies", policy_arn, "properties", "PolicyDocument", "Statement", index])],
} if {
	some policy_arn, attached in input.refs.iamPolicies
	some index, statement in attached.properties.PolicyDocument.Statement
	services := policy.whole_services(statement)
	count(services) > 0
}

annotation := "/resource/properties/roleArn"
