package controls.bedrock.knowledge_base_store_protected_test

import data.controls.bedrock.knowledge_base_store_protected as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

test_applies[name] if {
	some name, case in cases
	applies := [true | control.applies with input as case.input]
	[case.applies | case.applies == true] == applies
}

cases := {
	"a private collection passes": {
		"input": by_collection({"store": {"properties": {"Name": "support-docs"}}}, false),
		"applies": true,
		"violation": set(),
	},
	"a public collection fails": {
		"input": by_collection({"store": {"properties": {"Name": "support-docs"}}}, true),
		"applies": true,
		"violation": {{
			"code": "public",
			"args": {"policy": "workshop", "store": "support-docs"},
			"evidence": [
				collection_arn,
				"/refs/collections/store/properties/Name",
				"/refs/networkPolicies/0/properties",
			],
		}},
	},
	"a collection that is gone fails": {
		"input": by_collection({}, false),
		"applies": true,
		"violation": {{
			"code": "dangling",
			"args": {"store": "store"},
			"evidence": [collection_arn, "/refs/collections/store"],
		}},
	},
	"a domain in a VPC passes": {
		"input": by_domain({"store": {"properties": {"VPCOptions": {"SubnetIds": ["subnet-1"]}}}}),
		"applies": true,
		"violation": set(),
	},
	"a domain in no VPC fails": {
		"input": by_domain({"store": {"properties": {}}}),
		"applies": true,
		"violation": {{
			"code": "internet",
			"args": {"store": "store"},
			"evidence": [domain_arn, "/refs/domains/store/properties/VPCOptions"],
		}},
	},
	"a domain that is gone fails": {
		"input": by_domain({}),
		"applies": true,
		"violation": {{
			"code": "dangling",
			"args": {"store": "store"},
			"evidence": [domain_arn, "/refs/domains/store"],
		}},
	},
	"other kinds of stores are not judged": {
		"input": {"resource": {"properties": {"StorageConfiguration": {"Type": "RDS"}}}, "refs": {"collections": {}, "domains": {}}},
		"applies": false,
		"violation": set(),
	},
}

collection_arn := "/resource/properties/StorageConfiguration/OpensearchServerlessConfiguration/CollectionArn"

domain_arn := "/resource/properties/StorageConfiguration/OpensearchManagedClusterConfiguration/DomainArn"

by_collection(collections, open) := {
	"resource": {"properties": {"StorageConfiguration": {
		"OpensearchServerlessConfiguration": {"CollectionArn": "store"},
	}}},
	"refs": {"collections": collections, "domains": {}, "networkPolicies": [{"properties": {
		"Name": "workshop",
		"Policy": [{"AllowFromPublic": open, "Rules": [{"ResourceType": "dashboard", "Resource": ["collection/*"]}]}],
	}}]},
}

by_domain(domains) := {
	"resource": {"properties": {"StorageConfiguration": {
		"OpensearchManagedClusterConfiguration": {"DomainArn": "store"},
	}}},
	"refs": {"collections": {}, "domains": domains, "networkPolicies": []},
}
