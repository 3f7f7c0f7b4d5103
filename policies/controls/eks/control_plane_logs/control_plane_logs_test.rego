package controls.eks.control_plane_logs_test

import data.controls.eks.control_plane_logs as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"all five types pass": {
		"input": cluster(["api", "audit", "authenticator", "controllerManager", "scheduler"]),
		"violation": set(),
	},
	"without the audit log it fails": {
		"input": cluster(["api", "authenticator", "controllerManager", "scheduler"]),
		"violation": {off("audit")},
	},
	"the audit log alone is not all": {
		"input": cluster(["audit"]),
		"violation": {off("api, authenticator, controllerManager, scheduler")},
	},
	"nothing said fails, for EKS logs nothing by default": {
		"input": {"resource": {"properties": {"Name": "ml"}}},
		"violation": {off("api, audit, authenticator, controllerManager, scheduler")},
	},
}

cluster(types) := {"resource": {"properties": {"Name": "ml", "Logging": {"ClusterLogging": {"EnabledTypes": [entry |
	some type in types
	entry := {"Type": type}
]}}}}}

off(types) := {
	"code": "off",
	"args": {"types": types},
	"evidence": ["/resource/properties/Logging/ClusterLogging/EnabledTypes"],
}
