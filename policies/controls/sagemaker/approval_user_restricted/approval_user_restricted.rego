# METADATA
# title: Only declared users may approve model packages, not by a group either
# description: >-
#   A user of IAM who may set a package to Approved decides what reaches production, with keys that do not expire.
#   Policies of the user, of its groups and of AWS count, a Deny too; a permissions boundary does not.
# custom:
#   resource: AWS::IAM::User
#   severity: high
#   theme: approval
#   messages:
#     may_approve: >-
#       it may set model packages to Approved (sagemaker:UpdateModelPackage, by {policies}) without being a declared
#       approver
#   remediation: >-
#     Take sagemaker:UpdateModelPackage from the user and its groups, or deny it with the condition key
#     sagemaker:ModelApprovalStatus Approved; declare those who shall approve in the parameters
#     (access.model_approvers).
#   ja:
#     title: モデルパッケージを承認できるのは宣言されたユーザーのみである（グループ経由を含む）
#     description: Approved に変更できる IAM ユーザーは、期限のないキーで本番への投入を決められる。ユーザー、グループ、AWS 管理の各ポリシーと Deny を考慮し、許可境界は考慮しない。
#     messages:
#       may_approve: 承認者と宣言されていないが、モデルパッケージを承認できる（sagemaker:UpdateModelPackage、{policies}）
#     remediation: ユーザーとグループから sagemaker:UpdateModelPackage を外すか拒否し、承認者はパラメータ access.model_approvers に宣言する。
package controls.sagemaker.approval_user_restricted

import data.lib.approver

# A Deny anywhere takes the grant away, so every place that may hold one is evidence.
violation contains {
	"code": "may_approve",
	"args": {"policies": concat(", ", sort(granting))},
	"evidence": [
		"/params/access/model_approvers", "/resource/properties/Groups", "/resource/properties/ManagedPolicyArns",
		"/resource/properties/Policies", "/refs/groups", "/refs/policies",
	],
} if {
	not input.resource.id in input.params.access.model_approvers
	count(granting) > 0
}

granting := approver.granting(policies)

policies contains approver.embedded(inline) if {
	some inline in input.resource.properties.Policies
}

policies contains approver.embedded(inline) if {
	some group in input.resource.properties.Groups
	some inline in input.refs.groups[group].properties.Policies
}

policies contains approver.attached(managed) if {
	some managed in input.refs.policies
}

policies contains approver.of_aws(arn) if {
	some arn in input.resource.properties.ManagedPolicyArns
}

policies contains approver.of_aws(arn) if {
	some group in input.resource.properties.Groups
	some arn in input.refs.groups[group].properties.ManagedPolicyArns
}
