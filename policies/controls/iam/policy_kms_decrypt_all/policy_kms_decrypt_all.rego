# METADATA
# title: No policy decrypts by every key
# description: >-
#   Encryption by a key of one's own separates nothing as long as a policy opens every key: training data, models and
#   logs alike.
# custom:
#   resource: AWS::IAM::PolicyDetail
#   severity: medium
#   theme: access
#   messages:
#     all_keys: statement {statement} allows {actions} by every key
#   remediation: >-
#     Name the keys in Resource, or bind the statement by kms:ViaService, kms:ResourceAliases or an encryption context.
#   ja:
#     title: ポリシーはすべてのキーによる復号を許可していない
#     description: すべてのキーで復号できるポリシーがある限り、顧客管理キーによる暗号化は学習データ、モデル、ログのいずれも分離しない。
#     messages:
#       all_keys: ステートメント {statement} がすべてのキーによる {actions} を許可している
#     remediation: Resource にキーを列挙するか、kms:ViaService、kms:ResourceAliases、暗号化コンテキストの条件で限定する。
package controls.iam.policy_kms_decrypt_all

import data.lib.evidence
import data.lib.policy

violation contains {
	"code": "all_keys",
	"args": {"statement": format_int(index, 10), "actions": concat(", ", sort(actions))},
	"evidence": [evidence.at(["resource", "properties", "PolicyDocument", "Statement", index])],
} if {
	some index, statement in input.resource.properties.PolicyDocument.Statement
	actions := policy.allowed(statement, {"kms:Decrypt", "kms:ReEncryptFrom"})
	count(actions) > 0
	policy.reaches_all(statement, "kms", "key/qq0zz0xx")
	not policy.conditioned(statement)
}
