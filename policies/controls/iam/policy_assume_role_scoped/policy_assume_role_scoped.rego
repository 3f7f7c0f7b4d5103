# METADATA
# title: Roles may be assumed only where they are named
# description: >-
#   Which role trusts whom is decided in many places; a policy that lets every role be assumed makes each of them a way
#   up.
# custom:
#   resource: AWS::IAM::PolicyDetail
#   severity: medium
#   theme: access
#   messages:
#     any_role: statement {statement} lets every role be assumed
#   remediation: Name the roles in Resource.
#   ja:
#     title: ロールの引き受けは対象のロールを限定して許可されている
#     description: どのロールが誰を信頼するかは多くの場所で決まる。全ロールの引き受けを許すポリシーは、そのすべてを権限昇格の経路にする。
#     messages:
#       any_role: ステートメント {statement} が全ロールの引き受けを許可している
#     remediation: Resource に引き受けるロールを列挙する。
package controls.iam.policy_assume_role_scoped

import data.lib.evidence
import data.lib.policy

violation contains {
	"code": "any_role",
	"args": {"statement": format_int(index, 10)},
	"evidence": [evidence.at(["resource", "properties", "PolicyDocument", "Statement", index])],
} if {
	some index, statement in input.resource.properties.PolicyDocument.Statement
	policy.allows(statement, "sts:AssumeRole")
	policy.reaches_all(statement, "iam", "role/qq0zz0xx")
	not policy.conditioned(statement)
}
