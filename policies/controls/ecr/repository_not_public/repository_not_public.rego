# METADATA
# title: Repositories are not open to just anyone
# description: Whoever may pull an image has the model in it; whoever may push one decides what the platform runs.
# custom:
#   resource: AWS::ECR::Repository
#   severity: critical
#   theme: access
#   messages:
#     anyone: statement {statement} allows principals of any account
#   remediation: Name the principals, or add a StringEquals condition on aws:PrincipalOrgID or aws:SourceAccount.
#   ja:
#     title: ECR リポジトリは不特定の者に公開されていない
#     description: イメージを取得できる者はその中のモデルを入手でき、書き込める者は基盤が何を実行するかを決められる。
#     messages:
#       anyone: ステートメント {statement} は任意のアカウントのプリンシパルを許可している
#     remediation: プリンシパルを列挙するか、aws:PrincipalOrgID または aws:SourceAccount の StringEquals 条件を加える。
package controls.ecr.repository_not_public

import data.lib.evidence
import data.lib.policy

violation contains {
	"code": "anyone",
	"args": {"statement": format_int(index, 10)},
	"evidence": [evidence.at(["resource", "properties", "RepositoryPolicyText", "Statement", index])],
} if {
	some index, statement in input.resource.properties.RepositoryPolicyText.Statement
	statement.Effect == "Allow"
	policy.for_anyone(statement)
	not policy.confined_to_caller(statement)
	not policy.confined_to_source(statement)
}
