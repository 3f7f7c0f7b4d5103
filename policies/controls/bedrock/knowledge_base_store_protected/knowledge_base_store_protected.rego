# METADATA
# title: The vector store of a knowledge base exists, and is not reached from the internet
# description: >-
#   The store behind a knowledge base holds all that it can answer from. Whoever reaches it needs neither the agent
#   nor its guardrail.
# custom:
#   resource: AWS::Bedrock::KnowledgeBase
#   severity: high
#   theme: network
#   live_only: true
#   messages:
#     dangling: its store {store} does not exist
#     public: its store {store} is open to the internet by the network policy {policy}
#     internet: its store {store} stands in no VPC
#   remediation: >-
#     Keep the collection out of public network policies, or the domain in a VPC; delete a knowledge base whose
#     store is gone.
#   ja:
#     title: ナレッジベースのベクトルストアは実在し、インターネットから到達できない
#     description: ナレッジベースの背後のストアには、回答の元となるすべてが保存されている。そこへ到達できる者は、エージェントもガードレールも経ずに内容を読める。
#     messages:
#       dangling: ストア {store} が存在しない
#       public: ストア {store} はネットワークポリシー {policy} によりインターネットに開かれている
#       internet: ストア {store} は VPC に属していない
#     remediation: コレクションを公開のネットワークポリシーの対象から外すか、ドメインを VPC 内に置く。ストアを失ったナレッジベースは削除する。
package controls.bedrock.knowledge_base_store_protected

import data.lib.aoss
import data.lib.evidence

# Other kinds of stores are not collected.
applies if collection

applies if domain

violation contains {
	"code": "dangling",
	"args": {"store": collection},
	"evidence": [collection_arn, evidence.at(["refs", "collections", collection])],
} if {
	not input.refs.collections[collection]
}

violation contains {
	"code": "dangling",
	"args": {"store": domain},
	"evidence": [domain_arn, evidence.at(["refs", "domains", domain])],
} if {
	not input.refs.domains[domain]
}

violation contains {
	"code": "public",
	"args": {"policy": found.policy, "store": name},
	"evidence": [
		collection_arn,
		evidence.at(["refs", "collections", collection, "properties", "Name"]),
		evidence.at(["refs", "networkPolicies", found.index, "properties"]),
	],
} if {
	some found in aoss.opening(name, input.refs.networkPolicies)
}

violation contains {
	"code": "internet",
	"args": {"store": domain},
	"evidence": [domain_arn, evidence.at(["refs", "domains", domain, "properties", "VPCOptions"])],
} if {
	store := input.refs.domains[domain]
	not in_vpc(store)
}

name := input.refs.collections[collection].properties.Name

in_vpc(store) if some _ in store.properties.VPCOptions.SubnetIds

collection := input.resource.properties.StorageConfiguration.OpensearchServerlessConfiguration.CollectionArn

domain := input.resource.properties.StorageConfiguration.OpensearchManagedClusterConfiguration.DomainArn

collection_arn := "/resource/properties/StorageConfiguration/OpensearchServerlessConfiguration/CollectionArn"

domain_arn := "/resource/properties/StorageConfiguration/OpensearchManagedClusterConfiguration/DomainArn"
