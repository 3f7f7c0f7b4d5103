package lib.rbac_test

import data.lib.rbac

test_wildcards_and_names if {
	allowed := {name |
		some name, rule in {
			"exact": {"apiGroups": [""], "resources": ["secrets"], "verbs": ["get", "list"]},
			"everything": {"apiGroups": ["*"], "resources": ["*"], "verbs": ["*"]},
			"another verb": {"apiGroups": [""], "resources": ["secrets"], "verbs": ["create"]},
			"another resource": {"apiGroups": [""], "resources": ["configmaps"], "verbs": ["*"]},
			"another group": {"apiGroups": ["apps"], "resources": ["*"], "verbs": ["*"]},
			"one by its name": {"apiGroups": [""], "resources": ["secrets"], "verbs": ["get"], "resourceNames": ["own"]},
			"no limit": {"apiGroups": [""], "resources": ["secrets"], "verbs": ["get"], "resourceNames": []},
			"no resource": {"nonResourceURLs": ["*"], "verbs": ["*"]},
		}
		rbac.allows(rule, "", "secrets", "get")
	}
	allowed == {"exact", "everything", "no limit"}
}

test_parts_of_resources if {
	rbac.allows({"apiGroups": [""], "resources": ["*/exec"], "verbs": ["create"]}, "", "pods/exec", "create")
	rbac.allows({"apiGroups": [""], "resources": ["pods/exec"], "verbs": ["create"]}, "", "pods/exec", "create")
	not rbac.allows({"apiGroups": [""], "resources": ["pods"], "verbs": ["create"]}, "", "pods/exec", "create")
}
