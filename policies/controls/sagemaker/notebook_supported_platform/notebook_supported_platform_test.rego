package controls.sagemaker.notebook_supported_platform_test

import data.controls.sagemaker.notebook_supported_platform as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"Amazon Linux 2023 passes": {
		"input": notebook({"PlatformIdentifier": "notebook-al2023-v1"}, ["notebook-al2023-v1"]),
		"violation": set(),
	},
	"Amazon Linux 2 fails, for its support has ended": {
		"input": notebook({"PlatformIdentifier": "notebook-al2-v3"}, ["notebook-al2023-v1"]),
		"violation": {unsupported("notebook-al2-v3")},
	},
	"absent is AWS's default": {
		"input": notebook({"RootAccess": "Disabled"}, ["notebook-al2023-v1"]),
		"violation": set(),
	},
	"the organisation decides": {
		"input": notebook({"RootAccess": "Disabled"}, ["notebook-al2023-v2"]),
		"violation": {unsupported("notebook-al2023-v1")},
	},
}

notebook(properties, supported) := {
	"resource": {"properties": properties},
	"params": {"sagemaker": {"supported_notebook_platforms": supported}},
}

unsupported(platform) := {
	"code": "unsupported",
	"args": {"platform": platform},
	"evidence": ["/resource/properties/PlatformIdentifier", "/params/sagemaker/supported_notebook_platforms"],
}
