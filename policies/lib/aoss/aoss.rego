# METADATA
# description: Which policies of OpenSearch Serverless reach a collection, by the patterns of names in them.
package lib.aoss

import data.lib.policy

# The network policies by which a collection stands open to the internet. Where rules overlap, one that allows public
# access outweighs those that do not:
# https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-network.html
opening(name, policies) := {{"index": index, "policy": document.properties.Name} |
	some index, document in policies
	some group in document.properties.Policy
	group.AllowFromPublic == true
	reaches(group, name)
}

# Does a group of rules reach the collection, its dashboards or its indexes? They write "collection/<name>" and
# "index/<name>/<index>".
reaches(group, name) if {
	some rule in group.Rules
	some pattern in rule.Resource
	parts := split(pattern, "/")
	parts[0] in {"collection", "index"}
	policy.covers(parts[1], name)
}
