package controls.sagemaker.domain_idle_shutdown_test

import data.controls.sagemaker.domain_idle_shutdown as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"both shut down in time pass": {
		"input": domain(
			{"LifecycleManagement": "ENABLED", "IdleTimeoutInMinutes": 60},
			{"LifecycleManagement": "ENABLED", "IdleTimeoutInMinutes": 480},
		),
		"violation": set(),
	},
	"one of the two is not enough": {
		"input": domain(
			{"LifecycleManagement": "ENABLED", "IdleTimeoutInMinutes": 60},
			{"LifecycleManagement": "DISABLED", "IdleTimeoutInMinutes": 60},
		),
		"violation": {off("Code Editor", "CodeEditorAppSettings")},
	},
	"a year is no shutdown": {
		"input": domain(
			{"LifecycleManagement": "ENABLED", "IdleTimeoutInMinutes": 525600},
			{"LifecycleManagement": "ENABLED", "IdleTimeoutInMinutes": 60},
		),
		"violation": {{
			"code": "too_late",
			"args": {"app": "JupyterLab", "allowed": "8"},
			"evidence": [
				"/resource/properties/DefaultUserSettings/JupyterLabAppSettings",
				"/params/cost/longest_idle_hours",
			],
		}},
	},
	"absent fails twice, for AWS shuts nothing down by itself": {
		"input": {
			"resource": {"properties": {"DefaultUserSettings": {"ExecutionRole": "arn:aws:iam::123456789012:role/studio"}}},
			"params": {"cost": {"longest_idle_hours": 8}},
		},
		"violation": {off("Code Editor", "CodeEditorAppSettings"), off("JupyterLab", "JupyterLabAppSettings")},
	},
}

domain(jupyter, code) := {
	"resource": {"properties": {"DefaultUserSettings": {
		"JupyterLabAppSettings": {"AppLifecycleManagement": {"IdleSettings": jupyter}},
		"CodeEditorAppSettings": {"AppLifecycleManagement": {"IdleSettings": code}},
	}}},
	"params": {"cost": {"longest_idle_hours": 8}},
}

off(app, settings) := {
	"code": "off",
	"args": {"app": app},
	"evidence": [concat("/", ["/resource/properties/DefaultUserSettings", settings])],
}
