# METADATA
# title: Model package groups let in declared accounts only
# description: >-
#   The policy of a group decides which other accounts read, register or approve its versions. Each has to be declared
#   as trusted, and nobody is let in without being named.
# custom:
#   resource: AWS::SageMaker::ModelPackageGroup
#   severity: medium
#   theme: approval
#   messages:
#     anyone: statement {statement} allows principals of any account
#     foreign: statement {statement} allows {principal} of an account that is not declared as trusted
#   remediation: >-
#     Name the principals of trusted accounts in the group's policy (PutModelPackageGroupPolicy), and declare those
#     accounts in the parameters (iam.trusted_accounts).
#   ja:
#     title: モデルパッケージグループは宣言されたアカウントのみを許可している
#     description: グループのポリシーは、他アカウントによるバージョンの参照、登録、承認を左右する。許可するアカウントはすべて宣言され、明示されていなければならない。
#     messages:
#       anyone: ステートメント {statement} は任意のアカウントのプリンシパルを許可している
#       foreign: ステートメント {statement} は、信頼済みと宣言されていないアカウントの {principal} を許可している
#     remediation: グループのポリシーで信頼するアカウントのプリンシパルを明示し、パラメータ iam.trusted_accounts に宣言する。
package controls.sagemaker.package_group_policy_scoped

import data.lib.evidence
import data.lib.policy

violation contains {
	"code": "anyone",
	"args": {"statement": format_int(index, 10)},
	"evidence": [pointer_of(index)],
} if {
	some index, statement in input.resource.properties.ModelPackageGroupPolicy.Statement
	statement.Effect == "Allow"
	policy.for_anyone(statement)
	not policy.confined_to_caller(statement)
}

violation contains {
	"code": "foreign",
	"args": {"statement": format_int(index, 10), "principal": principal},
	"evidence": [pointer_of(index), "/params/iam/trusted_accounts"],
} if {
	some index, statement in input.resource.properties.ModelPackageGroupPolicy.Statement
	statement.Effect == "Allow"
	some principal in statement.Principal.AWS
	principal != "*"
	account := account_of(principal)
	account != input.resource.account
	not account in input.params.iam.trusted_accounts
}

# A bare account id, or an ARN; of a principal that was deleted only an id of its own is left, which names no account.
account_of(principal) := principal if not startswith(principal, "arn:")

account_of(principal) := split(principal, ":")[4] if startswith(principal, "arn:")

pointer_of(index) := evidence.at(["resource", "properties", "ModelPackageGroupPolicy", "Statement", index])
