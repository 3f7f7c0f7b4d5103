# METADATA
# title: Pods get roles that grant no service as a whole
# description: >-
#   Whoever gets into a pod has its role. A role with full access to a service, or to all of them, makes every model
#   server and notebook an administrator.
# custom:
#   resource: AWS::EKS::PodIdentityAssociation
#   severity: high
#   theme: access
#   messages:
#     full_access: the role {role} has the AWS managed policy {policy}
#     inline: >-
#       the role {role} may do anything to {services} by its inline policy {policy}
#     attached: >-
#       the associated role may do anything to {services} by the policy {policy}
#   remediation: >-
#     Associate a role of its own, with the actions and resources that the service account uses (IAM Access Analyzer
#     derives them from CloudTrail).
#   ja:
#     title: Pod に与えるロールはサービス全体への権限を持たない
#     description: Pod に侵入した者はそのロールを手にする。サービス全体や全サービスへの権限を持つロールでは、推論サーバーやノートブックがすべて管理者となる。
#     messages:
#       full_access: ロール {role} に AWS 管理ポリシー {policy} がアタッチされている
#       inline: ロール {role} はインラインポリシー {policy} により {services} の全操作が可能である
#       attached: 関連付けられたロールはポリシー {policy} により {services} の全操作が可能である
#     remediation: サービスアカウントが使用する操作とリソースに限定した専用のロールを関連付ける（IAM Access Analyzer により CloudTrail から導出できる）。
package controls.eks.pod_identity_scoped

import data.lib.evidence
import data.lib.policy

violation contains {
	"code": "full_access",
	"args": {"role": arn, "policy": name},
	"evidence": [reference, evidence.at(["refs", "roles", arn, "properties", "ManagedPolicyArns", index])],
} if {
	some [arn, reference] in associated
	some index, policy_arn in input.refs.roles[arn].properties.ManagedPolicyArns
	name := policy.full_access(policy_arn)
}

violation contains {
	"code": "inline",
	"args": {"role": arn, "policy": object.get(inline, "PolicyName", "?"), "services": concat(", ", sort(services))},
	"evidence": [
		reference,
		evidence.at(["refs", "roles", arn, "properties", "Policies", place, "PolicyDocument", "Statement", index]),
	],
} if {
	some [arn, reference] in associated
	some place, inline in input.refs.roles[arn].properties.Policies
	some index, statement in inline.PolicyDocument.Statement
	services := policy.whole_services(statement)
	count(services) > 0
}

violation contains {
	"code": "attached",
	"args": {"policy": policy_arn, "services": concat(", ", sort(services))},
	"evidence": [evidence.at(["refs", "policies", policy_arn, "properties", "PolicyDocument", "Statement", index])],
} if {
	some policy_arn, attached in input.refs.policies
	some index, statement in attached.properties.PolicyDocument.Statement
	services := policy.whole_services(statement)
	count(services) > 0
}

# With a target role the first role is only the way to it; both are in the pod's reach.
associated contains [arn, "/resource/properties/RoleArn"] if arn := input.resource.properties.RoleArn

associated contains [arn, "/resource/properties/TargetRoleArn"] if arn := input.resource.properties.TargetRoleArn
