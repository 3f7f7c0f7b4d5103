package controls.eks.authentication_mode_test

import data.controls.eks.authentication_mode as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"access entries alone pass": {"input": cluster({"AuthenticationMode": "API"}), "violation": set()},
	"access entries beside the ConfigMap fail": {
		"input": cluster({"AuthenticationMode": "API_AND_CONFIG_MAP"}),
		"violation": {config_map("API_AND_CONFIG_MAP")},
	},
	"nothing said fails, for the API's default is the ConfigMap": {
		"input": cluster({}),
		"violation": {config_map("CONFIG_MAP")},
	},
}

cluster(config) := {"resource": {"properties": {"Name": "ml", "AccessConfig": config}}}

config_map(mode) := {
	"code": "config_map",
	"args": {"mode": mode},
	"evidence": ["/resource/properties/AccessConfig/AuthenticationMode"],
}
