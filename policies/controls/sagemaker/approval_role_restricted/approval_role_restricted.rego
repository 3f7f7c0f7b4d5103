# METADATA
# title: Only declared roles may approve model packages
# description: >-
#   Whoever may set a package to Approved decides what reaches production. Roles that are not declared as approvers
#   must not be able to, by inline, attached or AWS managed policies. A permissions boundary does not count, a Deny
#   does.
# custom:
#   resource: AWS::IAM::Role
#   severity: high
#   theme: approval
#   messages:
#     may_approve: >-
#       it may set model packages to Approved (sagemaker:UpdateModelPackage, by {policies}) without being a declared
#       approver
#   remediation: >-
#     Take sagemaker:UpdateModelPackage from the role, or deny it with the condition key sagemaker:ModelApprovalStatus
#     Approved; declare those who shall approve in the parameters (access.model_approvers).
#   ja:
#     title: モデルパッケージを承認できるのは宣言されたロールのみである
#     description: Approved に変更できる者が本番への投入を決める。承認者と宣言されていないロールは、いかなるポリシーによっても承認できてはならない。許可境界は考慮せず、Deny は考慮する。
#     messages:
#       may_approve: 承認者と宣言されていないが、モデルパッケージを承認できる（sagemaker:UpdateModelPackage、{policies}）
#     remediation: sagemaker:UpdateModelPackage を外すか条件キーで拒否し、承認者はパラメータ access.model_approvers に宣言する。
package controls.sagemaker.approval_role_restricted

import data.lib.approver
import data.lib.role

applies if not role.is_service_linked

# A Deny anywhere takes the grant away, so every place that may hold one is evidence.
violation contains {
	"code": "may_approve",
	"args": {"policies": concat(", ", sort(granting))},
	"evidence": [
		"/params/access/model_approvers", "/resource/properties/ManagedPolicyArns", "/resource/properties/Policies",
		"/refs/policies",
	],
} if {
	not input.resource.id in input.params.access.model_approvers
	count(granting) > 0
}

granting := approver.granting(policies)

policies contains approver.embedded(inline) if {
	some inline in input.resource.properties.Policies
}

policies contains approver.attached(managed) if {
	some managed in input.refs.policies
}

policies contains approver.of_aws(arn) if {
	some arn in input.resource.properties.ManagedPolicyArns
}
