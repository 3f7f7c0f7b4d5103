# METADATA
# title: Roles trust AI services for their own account only
# description: >-
#   A service acts for whoever asks it. Without a condition on the source it can be made to use the role for a foreign
#   account (the confused deputy).
# custom:
#   resource: AWS::IAM::Role
#   severity: high
#   theme: access
#   messages:
#     unscoped_service: >-
#       statement {statement} trusts {service} without a condition on aws:SourceAccount or aws:SourceArn
#     foreign_source: statement {statement} lets {service} act for the account {account}
#   remediation: >-
#     Add a StringEquals condition on aws:SourceAccount, or ArnLike on aws:SourceArn with the account's id, to the trust
#     policy.
#   ja:
#     title: ロールは自アカウントのための AI サービスのみを信頼する
#     description: サービスは依頼元を問わず動作する。ソースの条件がなければ、他アカウントのためにロールを利用されるおそれがある（混乱した代理の問題）。
#     messages:
#       unscoped_service: ステートメント {statement} は aws:SourceAccount または aws:SourceArn の条件なしに {service} を信頼している
#       foreign_source: ステートメント {statement} は {service} がアカウント {account} のために動作することを許可している
#     remediation: 信頼ポリシーに aws:SourceAccount の StringEquals 条件、または自アカウント ID を含む aws:SourceArn の ArnLike 条件を追加する。
package controls.iam.service_trust_scoped

import data.lib.evidence
import data.lib.policy
import data.lib.role

applies if not role.is_service_linked

violation contains {
	"code": "unscoped_service",
	"args": {"service": service, "statement": format_int(index, 10)},
	"evidence": [pointer_of(index)],
} if {
	some [index, statement, service] in trusts
	not policy.confined_to_source(statement)
}

violation contains {
	"code": "foreign_source",
	"args": {"account": account, "service": service, "statement": format_int(index, 10)},
	"evidence": [pointer_of(index), "/resource/account", "/params/iam/trusted_accounts"],
} if {
	some [index, statement, service] in trusts
	some account in policy.foreign_sources(statement)
}

trusts contains [index, statement, service] if {
	some index, statement in input.resource.properties.AssumeRolePolicyDocument.Statement
	role.lets_assume(statement)
	some service in statement.Principal.Service
	service in {"sagemaker.amazonaws.com", "bedrock.amazonaws.com"}
}

pointer_of(index) := evidence.at(["resource", "properties", "AssumeRolePolicyDocument", "Statement", index])
