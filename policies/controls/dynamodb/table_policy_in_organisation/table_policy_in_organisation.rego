# METADATA
# title: Tables are open to the organisation's own accounts only
# description: >-
#   A table's own policy lets in accounts that no IAM policy of this account names. Accounts that the organisation
#   trusts as itself are its parameter.
# custom:
#   resource: AWS::DynamoDB::Table
#   severity: high
#   theme: access
#   messages:
#     anyone: statement {statement} allows principals of any account
#     foreign: statement {statement} allows account {account}
#   remediation: >-
#     Remove the statement, name a role of the own account, or declare the account as trusted in the parameters.
#   ja:
#     title: DynamoDB テーブルは自組織のアカウントのみに開かれている
#     description: テーブル自身のポリシーは、このアカウントの IAM ポリシーには現れない他アカウントを許可し得る。組織が自身と同様に信頼するアカウントはパラメータで定める。
#     messages:
#       anyone: ステートメント {statement} は任意のアカウントのプリンシパルを許可している
#       foreign: ステートメント {statement} はアカウント {account} を許可している
#     remediation: ステートメントを削除するか、自アカウントのロールを指定するか、信頼するアカウントとしてパラメータに宣言する。
package controls.dynamodb.table_policy_in_organisation

import data.lib.evidence
import data.lib.policy

violation contains {
	"code": "anyone",
	"args": {"statement": format_int(index, 10)},
	"evidence": [at(index)],
} if {
	some index, statement in input.resource.properties.ResourcePolicy.PolicyDocument.Statement
	statement.Effect == "Allow"
	policy.for_anyone(statement)
	not policy.confined_to_caller(statement)
}

violation contains {
	"code": "foreign",
	"args": {"account": account, "statement": format_int(index, 10)},
	"evidence": [at(index), "/resource/account", "/params/iam/trusted_accounts"],
} if {
	some index, statement in input.resource.properties.ResourcePolicy.PolicyDocument.Statement
	statement.Effect == "Allow"
	some account in policy.admitted(statement)
	account != input.resource.account
	not account in input.params.iam.trusted_accounts
}

at(index) := evidence.at(["resource", "properties", "ResourcePolicy", "PolicyDocument", "Statement", index])
