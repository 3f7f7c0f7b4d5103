package controls.eks.access_entry_cluster_admin_test

import data.controls.eks.access_entry_cluster_admin as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"a declared administrator passes": {
		"input": entry({"PrincipalArn": admin, "AccessPolicies": [cluster_admin], "KubernetesGroups": ["system:masters"]}),
		"violation": set(),
	},
	"another administrator fails": {
		"input": entry({"PrincipalArn": other, "AccessPolicies": [view, cluster_admin]}),
		"violation": {admin_policy(other, "AmazonEKSClusterAdminPolicy", 1)},
	},
	"the smaller admin policy over the whole cluster fails": {
		"input": entry({"PrincipalArn": other, "AccessPolicies": [{
			"PolicyArn": "arn:aws:eks::aws:cluster-access-policy/AmazonEKSAdminPolicy",
			"AccessScope": {"Type": "cluster"},
		}]}),
		"violation": {admin_policy(other, "AmazonEKSAdminPolicy", 0)},
	},
	"an administrator of a namespace passes": {
		"input": entry({"PrincipalArn": other, "AccessPolicies": [{
			"PolicyArn": "arn:aws:eks::aws:cluster-access-policy/AmazonEKSAdminPolicy",
			"AccessScope": {"Type": "namespace", "Namespaces": ["team-a"]},
		}]}),
		"violation": set(),
	},
	"no scope and no principal fail": {
		"input": entry({"AccessPolicies": [{
			"PolicyArn": "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
		}]}),
		"violation": {admin_policy("?", "AmazonEKSClusterAdminPolicy", 0)},
	},
	"the group of the masters fails": {
		"input": entry({"PrincipalArn": other, "KubernetesGroups": ["viewers", "system:masters"]}),
		"violation": {{
			"code": "masters",
			"args": {"principal": other},
			"evidence": [
				"/resource/properties/PrincipalArn",
				"/resource/properties/KubernetesGroups/1",
				"/params/access/cluster_admins",
			],
		}},
	},
	"nothing granted passes": {
		"input": entry({"PrincipalArn": other}),
		"violation": set(),
	},
}

admin := "arn:aws:iam::123456789012:role/platform-admin"

other := "arn:aws:iam::123456789012:role/data-scientist"

cluster_admin := {
	"PolicyArn": "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
	"AccessScope": {"Type": "cluster"},
}

view := {
	"PolicyArn": "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy",
	"AccessScope": {"Type": "cluster"},
}

entry(properties) := {
	"resource": {"properties": properties},
	"params": {"access": {"cluster_admins": ["arn:aws:iam::123456789012:role/platform-admin"]}},
}

admin_policy(principal, name, index) := {
	"code": "admin_policy",
	"args": {"principal": principal, "policy": name},
	"evidence": [
		"/resource/properties/PrincipalArn",
		concat("/", ["/resource/properties/AccessPolicies", format_int(index, 10)]),
		"/params/access/cluster_admins",
	],
}
