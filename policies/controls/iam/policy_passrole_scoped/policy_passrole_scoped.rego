# METADATA
# title: Roles may be passed only where a role or a service is named
# description: >-
#   Whoever may pass any role to a notebook or a job acts with the most powerful one that the service can assume.
# custom:
#   resource: AWS::IAM::PolicyDetail
#   severity: high
#   theme: access
#   messages:
#     any_role: statement {statement} lets every role be passed, to any service
#   remediation: Name the roles in Resource, and the service in a condition on iam:PassedToService.
#   ja:
#     title: ロールの引き渡しは対象のロールまたはサービスを限定して許可されている
#     description: 任意のロールをノートブックやジョブに渡せる者は、サービスが引き受けられる最も強いロールで操作できる。
#     messages:
#       any_role: ステートメント {statement} が任意のサービスへの全ロールの引き渡しを許可している
#     remediation: Resource にロールを列挙し、iam:PassedToService の条件で渡し先のサービスを限定する。
package controls.iam.policy_passrole_scoped

import data.lib.evidence
import data.lib.policy

violation contains {
	"code": "any_role",
	"args": {"statement": format_int(index, 10)},
	"evidence": [evidence.at(["resource", "properties", "PolicyDocument", "Statement", index])],
} if {
	some index, statement in input.resource.properties.PolicyDocument.Statement
	policy.allows(statement, "iam:PassRole")
	policy.reaches_all(statement, "iam", "role/qq0zz0xx")
	not policy.bound_by(statement, {"iam:passedtoservice"})
}
