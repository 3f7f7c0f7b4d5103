# METADATA
# title: Domains are reached from within a VPC only, and not by just anyone
# description: >-
#   A search endpoint on the internet is one leaked credential away from every document in it, and where its policy
#   lets anyone in, not even that.
# custom:
#   resource: AWS::OpenSearchService::Domain
#   severity: critical
#   theme: network
#   messages:
#     internet: its endpoint is on the internet, for it stands in no VPC
#     anyone: statement {statement} lets anyone in, and fine-grained access control is off
#   remediation: >-
#     Create the domain anew in a VPC, name the principals in the access policy, and enable fine-grained access
#     control.
#   ja:
#     title: OpenSearch ドメインは VPC 内からのみ到達でき、不特定の者を許可していない
#     description: インターネット上の検索エンドポイントは、認証情報が一つ漏えいすれば全文書が読まれる。ポリシーが不特定の者を許可していれば、その必要すらない。
#     messages:
#       internet: VPC に属しておらず、エンドポイントがインターネット上にある
#       anyone: ステートメント {statement} が不特定の者を許可し、きめ細かなアクセスコントロールも無効である
#     remediation: ドメインを VPC 内に作り直し、アクセスポリシーでプリンシパルを特定し、きめ細かなアクセスコントロールを有効にする。
package controls.opensearch.domain_not_public

import data.lib.evidence
import data.lib.policy

violation contains {"code": "internet", "evidence": ["/resource/properties/VPCOptions"]} if not in_vpc

# With fine-grained access control an open policy leaves the decision to the domain, which asks everybody who they are.
# https://docs.aws.amazon.com/opensearch-service/latest/developerguide/fgac.html
violation contains {
	"code": "anyone",
	"args": {"statement": format_int(index, 10)},
	"evidence": [
		evidence.at(["resource", "properties", "AccessPolicies", "Statement", index]),
		"/resource/properties/AdvancedSecurityOptions/Enabled",
	],
} if {
	not input.resource.properties.AdvancedSecurityOptions.Enabled == true
	some index, statement in input.resource.properties.AccessPolicies.Statement
	statement.Effect == "Allow"
	policy.for_anyone(statement)
	not policy.confined_to_caller(statement)
	not policy.bound_by(statement, {"aws:sourceip", "aws:vpcsourceip"})
}

in_vpc if some _ in input.resource.properties.VPCOptions.SubnetIds
