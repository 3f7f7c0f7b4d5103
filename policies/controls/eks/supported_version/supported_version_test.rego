package controls.eks.supported_version_test

import data.controls.eks.supported_version as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"standard support passes": {"input": cluster("STANDARD_SUPPORT"), "violation": set()},
	"extended support fails": {
		"input": cluster("EXTENDED_SUPPORT"),
		"violation": {{"code": "extended", "args": {"version": "1.34"}, "evidence": [own, status]}},
	},
	"no support fails": {
		"input": cluster("UNSUPPORTED"),
		"violation": {{"code": "unsupported", "args": {"version": "1.34"}, "evidence": [own, status]}},
	},
	"a version that EKS no longer lists fails": {
		"input": {"resource": {"properties": {"Version": "1.19"}}, "refs": {}},
		"violation": {{"code": "unsupported", "args": {"version": "1.19"}, "evidence": [own, "/refs/version"]}},
	},
}

own := "/resource/properties/Version"

status := "/refs/version/runtime/versionStatus"

cluster(support) := {
	"resource": {"properties": {"Version": "1.34"}},
	"refs": {"version": {"id": "1.34", "runtime": {"versionStatus": support}}},
}
