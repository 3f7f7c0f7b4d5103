# METADATA
# title: Roles of notebook instances are scoped to their work
# description: >-
#   Whoever opens a notebook acts with its role. A role that may do anything to SageMaker, Bedrock or S3 turns every
#   notebook user, and every package installed there, into an administrator of the platform's models and data.
# custom:
#   resource: AWS::SageMaker::NotebookInstance
#   severity: high
#   theme: access
#   messages:
#     inline_wildcard: >-
#       statement {statement} of the inline policy {policy} of its role allows all of {services} on every resource
#     managed_wildcard: >-
#       statement {statement} of the policy {policy} attached to its role allows all of {services} on every resource
#     full_access: the AWS managed policy {policy} is attached to its role
#   remediation: >-
#     Give the notebook a role of its own with the actions, buckets and models that its work takes (IAM Access Analyzer
#     derives them from CloudTrail).
#   ja:
#     title: ノートブックインスタンスのロールは業務に必要な範囲に限定されている
#     description: ノートブックを開く者はそのロールの権限で操作する。SageMaker、Bedrock、S3 の全操作が可能なロールでは、利用者も導入されたパッケージも、基盤のモデルとデータの管理者と同等になる。
#     messages:
#       inline_wildcard: ロールのインラインポリシー {policy} のステートメント {statement} が {services} の全操作を全リソースに許可している
#       managed_wildcard: ロールにアタッチされたポリシー {policy} のステートメント {statement} が {services} の全操作を全リソースに許可している
#       full_access: ロールに AWS 管理ポリシー {policy} がアタッチされている
#     remediation: 業務に必要な操作、バケット、モデルに限定した専用ロールをノートブックに割り当てる（IAM Access Analyzer により CloudTrail から導出できる）。
package controls.sagemaker.notebook_role_scoped

import data.lib.evidence
import data.lib.policy

violation contains {
	"code": "inline_wildcard",
	"args": {
		"policy": object.get(inline, "PolicyName", "?"),
		"services": concat(", ", services),
		"statement": format_int(index, 10),
	},
	"evidence": [evidence.at(["refs", "role", "properties", "Policies", place, "PolicyDocument", "Statement", index])],
} if {
	some place, inline in input.refs.role.properties.Policies
	some index, statement in inline.PolicyDocument.Statement
	services := wide(statement)
	count(services) > 0
}

violation contains {
	"code": "managed_wildcard",
	"args": {"policy": arn, "services": concat(", ", services), "statement": format_int(index, 10)},
	"evidence": [evidence.at(["refs", "policies", arn, "properties", "PolicyDocument", "Statement", index])],
} if {
	some arn, attached in input.refs.policies
	some index, statement in attached.properties.PolicyDocument.Statement
	services := wide(statement)
	count(services) > 0
}

# Policies of AWS itself: one of the account may bear the same name, and is judged by its document.
violation contains {
	"code": "full_access",
	"args": {"policy": name},
	"evidence": [evidence.at(["refs", "role", "properties", "ManagedPolicyArns", index])],
} if {
	some index, arn in input.refs.role.properties.ManagedPolicyArns
	contains(arn, ":iam::aws:policy/")
	some name in [
		"AdministratorAccess",
		"AmazonBedrockFullAccess",
		"AmazonS3FullAccess",
		"AmazonSageMakerFullAccess",
		"PowerUserAccess",
	]
	endswith(arn, concat("", ["/", name]))
}

wide(statement) := policy.wide_services(statement) | {"s3" | every_bucket(statement)}

every_bucket(statement) if {
	policy.allows_service(statement, "s3")
	not policy.conditioned(statement)
	buckets_unrestricted(statement)
}

buckets_unrestricted(statement) if policy.unrestricted(statement)

# No ARN of a bucket has a region or an account, so this stands for any of them.
buckets_unrestricted(statement) if {
	some pattern in statement.Resource
	policy.covers(pattern, "arn:aws:s3:::qq0zz0xx/qq0zz0xx")
}
