# METADATA
# title: Serverless collections are not reached from the internet
# description: >-
#   Network policies reach a collection by patterns of names, and one that allows public access outweighs all that
#   do not: a forgotten wildcard opens what a policy of its own keeps private.
# custom:
#   resource: AWS::OpenSearchServerless::Collection
#   severity: high
#   theme: network
#   live_only: true
#   messages:
#     public: the network policy {policy} allows public access
#   remediation: >-
#     Take the collection out of the public rule, and name VPC endpoints or bedrock.amazonaws.com as sources.
#   ja:
#     title: OpenSearch Serverless コレクションはインターネットから到達できない
#     description: ネットワークポリシーは名前のパターンでコレクションに適用され、公開を許す規則は非公開の規則に優先する。忘れられたワイルドカードが、個別に非公開としたコレクションを開いてしまう。
#     messages:
#       public: ネットワークポリシー {policy} が公開アクセスを許可している
#     remediation: コレクションを公開規則の対象から外し、VPC エンドポイントまたは bedrock.amazonaws.com を接続元に指定する。
package controls.opensearch.collection_private

import data.lib.aoss
import data.lib.evidence

violation contains {
	"code": "public",
	"args": {"policy": found.policy},
	"evidence": ["/resource/properties/Name", evidence.at(["refs", "networkPolicies", found.index, "properties"])],
} if {
	some found in aoss.opening(input.resource.properties.Name, input.refs.networkPolicies)
}
