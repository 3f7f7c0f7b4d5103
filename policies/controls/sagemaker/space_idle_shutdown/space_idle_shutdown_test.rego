package controls.sagemaker.space_idle_shutdown_test

import data.controls.sagemaker.space_idle_shutdown as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"nothing set leaves it to the domain": {"input": space({}), "violation": set()},
	"within the limit passes": {
		"input": space({"JupyterLabAppSettings": minutes(480)}),
		"violation": set(),
	},
	"longer fails, application by application": {
		"input": space({"JupyterLabAppSettings": minutes(481), "CodeEditorAppSettings": minutes(525600)}),
		"violation": {
			late("JupyterLab", "JupyterLabAppSettings"),
			late("Code Editor", "CodeEditorAppSettings"),
		},
	},
}

space(settings) := {
	"resource": {"properties": {"SpaceSettings": settings}},
	"params": {"cost": {"longest_idle_hours": 8}},
}

minutes(limit) := {"AppLifecycleManagement": {"IdleSettings": {"IdleTimeoutInMinutes": limit}}}

late(app, settings) := {
	"code": "too_late",
	"args": {"app": app, "allowed": "8"},
	"evidence": [
		concat("/", [
			"/resource/properties/SpaceSettings", settings,
			"AppLifecycleManagement/IdleSettings/IdleTimeoutInMinutes",
		]),
		"/params/cost/longest_idle_hours",
	],
}
