# METADATA
# title: Links into notebooks and domains work from the own network only
# description: >-
#   A presigned URL opens a notebook for whoever holds it, wherever that is; the condition on who creates it decides
#   from where it may be asked for and used.
# custom:
#   resource: AWS::IAM::PolicyDetail
#   severity: medium
#   theme: access
#   messages:
#     unbound: statement {statement} allows {actions} from any network
#   remediation: Add a condition on aws:SourceVpce, aws:SourceVpc, aws:VpcSourceIp or aws:SourceIp.
#   ja:
#     title: ノートブックとドメインの署名付き URL は自社ネットワークからのみ発行・利用できる
#     description: 署名付き URL は保持者が誰であれ、どこからでもノートブックを開かせる。発行の条件が、発行元と利用元を決める。
#     messages:
#       unbound: ステートメント {statement} が任意のネットワークからの {actions} を許可している
#     remediation: aws:SourceVpce、aws:SourceVpc、aws:VpcSourceIp、aws:SourceIp のいずれかの条件を加える。
package controls.iam.presigned_url_bound

import data.lib.evidence
import data.lib.policy

violation contains {
	"code": "unbound",
	"args": {"statement": format_int(index, 10), "actions": concat(", ", sort(actions))},
	"evidence": [evidence.at(["resource", "properties", "PolicyDocument", "Statement", index])],
} if {
	some index, statement in input.resource.properties.PolicyDocument.Statement
	actions := policy.allowed(statement, {
		"sagemaker:CreatePresignedDomainUrl", "sagemaker:CreatePresignedNotebookInstanceUrl",
	})
	count(actions) > 0
	not policy.bound_by(statement, {"aws:sourcevpce", "aws:sourcevpc", "aws:vpcsourceip", "aws:sourceip"})
}
