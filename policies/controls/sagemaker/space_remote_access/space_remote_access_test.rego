package controls.sagemaker.space_remote_access_test

import data.controls.sagemaker.space_remote_access as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"disabled passes": {"input": space({"RemoteAccess": "DISABLED"}), "violation": set()},
	"nothing said passes, for AWS opens no space by itself": {"input": space({}), "violation": set()},
	"enabled fails": {
		"input": space({"RemoteAccess": "ENABLED"}),
		"violation": {{"code": "enabled", "evidence": ["/resource/properties/SpaceSettings/RemoteAccess"]}},
	},
}

space(settings) := {"resource": {"properties": {"SpaceSettings": settings}}}
