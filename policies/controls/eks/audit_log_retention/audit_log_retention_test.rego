package controls.eks.audit_log_retention_test

import data.controls.eks.audit_log_retention as control

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
	"eight years pass": {"input": cluster(["audit"], {"RetentionInDays": 2922}), "applies": true, "violation": set()},
	"no retention passes, for events then never expire": {
		"input": cluster(["api", "audit"], {}),
		"applies": true,
		"violation": set(),
	},
	"ninety days fail": {
		"input": cluster(["audit"], {"RetentionInDays": 90}),
		"applies": true,
		"violation": {short("90")},
	},
	"a retention that is no number fails": {
		"input": cluster(["audit"], {"RetentionInDays": "long"}),
		"applies": true,
		"violation": {short("?")},
	},
	"a log group that is gone fails": {
		"input": object.union(cluster(["audit"], {}), {"refs": {"logGroup": null}}),
		"applies": true,
		"violation": {{
			"code": "gone",
			"args": {"group": group},
			"evidence": ["/resource/runtime/LogGroupName", "/refs/logGroup"],
		}},
	},
	"without an audit log there is none to keep": {
		"input": cluster(["api"], {"RetentionInDays": 90}),
		"applies": false,
		"violation": {short("90")},
	},
}

group := "/aws/eks/ml/cluster"

cluster(types, properties) := {
	"resource": {
		"properties": {"Logging": {"ClusterLogging": {"EnabledTypes": [entry |
			some type in types
			entry := {"Type": type}
		]}}},
		"runtime": {"LogGroupName": group},
	},
	"refs": {"logGroup": {"id": "arn:aws:logs:x", "properties": properties}},
	"params": {"retention": {"cluster_audit_log_years": 7}},
}

short(days) := {
	"code": "short",
	"args": {"group": group, "days": days},
	"evidence": [
		"/resource/runtime/LogGroupName",
		"/refs/logGroup/properties/RetentionInDays",
		"/params/retention/cluster_audit_log_years",
	],
}
