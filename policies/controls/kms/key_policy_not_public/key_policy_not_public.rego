# METADATA
# title: No key policy admits just anyone
# description: "A key that every account may use protects nothing: whoever gets hold of the ciphertext reads it."
# custom:
#   resource: AWS::KMS::Key
#   severity: critical
#   theme: access
#   messages:
#     anyone: statement {statement} allows principals of any account
#   remediation: Name the principals, or add a StringEquals condition on kms:CallerAccount or aws:PrincipalOrgID.
#   ja:
#     title: キーポリシーは不特定の者を許可していない
#     description: どのアカウントからも利用できるキーは何も保護しない。暗号文を入手した者は誰でも復号できる。
#     messages:
#       anyone: ステートメント {statement} は任意のアカウントのプリンシパルを許可している
#     remediation: プリンシパルを列挙するか、kms:CallerAccount または aws:PrincipalOrgID の StringEquals 条件を加える。
package controls.kms.key_policy_not_public

import data.lib.evidence
import data.lib.policy

applies if not input.resource.runtime.KeyManager == "AWS"

violation contains {
	"code": "anyone",
	"args": {"statement": format_int(index, 10)},
	"evidence": [evidence.at(["resource", "properties", "KeyPolicy", "Statement", index])],
} if {
	some index, statement in input.resource.properties.KeyPolicy.Statement
	statement.Effect == "Allow"
	policy.for_anyone(statement)
	not policy.confined_to_caller(statement)
}
