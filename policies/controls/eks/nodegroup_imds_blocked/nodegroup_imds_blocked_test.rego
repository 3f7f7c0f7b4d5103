package controls.eks.nodegroup_imds_blocked_test

import data.controls.eks.nodegroup_imds_blocked as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"a required token of one hop passes": {
		"input": group({"HttpTokens": "required", "HttpPutResponseHopLimit": 1}),
		"violation": set(),
	},
	"no metadata service at all passes": {
		"input": group({"HttpEndpoint": "disabled", "HttpPutResponseHopLimit": 2}),
		"violation": set(),
	},
	"a required token of two hops fails": {
		"input": group({"HttpTokens": "required", "HttpPutResponseHopLimit": 2}),
		"violation": {hops},
	},
	"an optional token fails, however near": {
		"input": group({"HttpTokens": "optional", "HttpPutResponseHopLimit": 1}),
		"violation": {optional},
	},
	"nothing said fails, for neither limit is EC2's default": {"input": group({}), "violation": {optional, hops}},
}

group(options) := {"resource": {"properties": {}, "runtime": {"LaunchTemplate": {"MetadataOptions": options}}}}

optional := {"code": "optional", "evidence": [
	"/resource/runtime/LaunchTemplate/MetadataOptions/HttpEndpoint",
	"/resource/runtime/LaunchTemplate/MetadataOptions/HttpTokens",
]}

hops := {"code": "hops", "evidence": [
	"/resource/runtime/LaunchTemplate/MetadataOptions/HttpEndpoint",
	"/resource/runtime/LaunchTemplate/MetadataOptions/HttpPutResponseHopLimit",
]}
