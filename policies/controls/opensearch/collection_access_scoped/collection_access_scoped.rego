# METADATA
# title: Data of Serverless collections is open to named roles only
# description: >-
#   A data access policy decides who reads the indexes. One that names a whole account hands that decision to
#   everybody who writes IAM policies there.
# custom:
#   resource: AWS::OpenSearchServerless::Collection
#   severity: high
#   theme: access
#   live_only: true
#   messages:
#     wide: the data access policy {policy} names {principal}
#   remediation: >-
#     Name the roles that need the data, e.g. the knowledge base's, in the Principal of the data access policy.
#   ja:
#     title: OpenSearch Serverless コレクションのデータは特定のロールのみに開かれている
#     description: インデックスを誰が読めるかはデータアクセスポリシーが決める。アカウント全体を指定すれば、その判断は IAM ポリシーを書ける全員に委ねられる。
#     messages:
#       wide: データアクセスポリシー {policy} が {principal} を指定している
#     remediation: データアクセスポリシーの Principal には、ナレッジベースのロールなど、データを必要とするロールのみを指定する。
package controls.opensearch.collection_access_scoped

import data.lib.aoss
import data.lib.evidence

violation contains {
	"code": "wide",
	"args": {"policy": document.properties.Name, "principal": principal},
	"evidence": ["/resource/properties/Name", evidence.at(["refs", "accessPolicies", index, "properties"])],
} if {
	some index, document in input.refs.accessPolicies
	some group in document.properties.Policy
	aoss.reaches(group, input.resource.properties.Name)
	some principal in group.Principal
	is_wide(principal)
}

is_wide(principal) if contains(principal, "*")

is_wide(principal) if regex.match(`^([0-9]{12}|arn:[a-z-]+:iam::[0-9]{12}:root)$`, principal)
