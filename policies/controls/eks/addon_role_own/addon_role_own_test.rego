package controls.eks.addon_role_own_test

import data.controls.eks.addon_role_own as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

test_satisfied[name] if {
	some name, case in cases
	control.satisfied == case.satisfied with input as case.input
}

test_applies[name] if {
	some name, case in applicability
	[true | control.applies with input as case.input] == case.applies
}

cases := {
	"a role for the service account passes": {
		"input": addon({"ServiceAccountRoleArn": "arn:aws:iam::123456789012:role/cni"}, [], []),
		"violation": set(),
		"satisfied": {"/resource/properties/ServiceAccountRoleArn"},
	},
	"an association of the add-on passes": {
		"input": addon({}, ["arn:aws:eks:ap-northeast-1:123456789012:podidentityassociation/ml/a-1"], []),
		"violation": set(),
		"satisfied": {"/resource/runtime/PodIdentityAssociations"},
	},
	"one that was made beside it passes": {
		"input": addon({}, [], [{"properties": {"ClusterName": "ml", "ServiceAccount": "aws-node"}}]),
		"violation": set(),
		"satisfied": set(),
	},
	"neither fails, and associations of others are no help": {
		"input": addon({}, [], [{"properties": {"ClusterName": "ml", "ServiceAccount": "fraud-detector"}}]),
		"violation": {{"code": "node_role", "evidence": [
			"/resource/properties/ServiceAccountRoleArn",
			"/resource/runtime/PodIdentityAssociations",
			"/refs/associations",
		]}},
		"satisfied": set(),
	},
}

applicability := {
	"the network plugin calls AWS": {"input": addon({}, [], []), "applies": [true]},
	"DNS does not": {"input": {"resource": {"properties": {"AddonName": "coredns"}}}, "applies": []},
}

addon(properties, owned, associations) := {
	"resource": {
		"properties": object.union({"ClusterName": "ml", "AddonName": "vpc-cni"}, properties),
		"runtime": {"PodIdentityAssociations": owned},
	},
	"refs": {"associations": associations},
}
