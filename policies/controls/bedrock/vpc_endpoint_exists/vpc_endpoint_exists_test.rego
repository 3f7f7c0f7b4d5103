package controls.bedrock.vpc_endpoint_exists_test

import data.controls.bedrock.vpc_endpoint_exists as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

test_satisfied[name] if {
	some name, case in cases
	control.satisfied == case.satisfied with input as case.input
}

cases := {
	"an available endpoint with private DNS passes": {
		"input": region([endpoint("s3", {}, "available"), endpoint("bedrock-runtime", {}, "Available")]),
		"violation": set(),
		"satisfied": {"/refs/vpcEndpoints/1"},
	},
	"none at all fails": {
		"input": region([]),
		"violation": {{"code": "none", "evidence": ["/refs/vpcEndpoints"]}},
		"satisfied": set(),
	},
	"without private DNS the SDKs take the public route": {
		"input": region([endpoint("bedrock-runtime", {"PrivateDnsEnabled": false}, "available")]),
		"violation": {{"code": "none", "evidence": ["/refs/vpcEndpoints"]}},
		"satisfied": set(),
	},
	"one that waits for acceptance, and one of another service, do not count": {
		"input": region([
			endpoint("bedrock-runtime", {}, "pendingAcceptance"),
			endpoint("bedrock", {}, "available"),
			endpoint("bedrock-agent-runtime", {}, "available"),
			endpoint("bedrock-runtime", {"VpcEndpointType": "Resource"}, "available"),
		]),
		"violation": {{"code": "none", "evidence": ["/refs/vpcEndpoints"]}},
		"satisfied": set(),
	},
	"nothing said of private DNS fails": {
		"input": region([{
			"properties": {"ServiceName": "com.amazonaws.ap-northeast-1.bedrock-runtime", "VpcEndpointType": "Interface"},
			"runtime": {"State": "available"},
		}]),
		"violation": {{"code": "none", "evidence": ["/refs/vpcEndpoints"]}},
		"satisfied": set(),
	},
}

region(endpoints) := {"refs": {"vpcEndpoints": endpoints}}

endpoint(service, properties, state) := {
	"properties": object.union(
		{
			"ServiceName": concat(".", ["com.amazonaws.ap-northeast-1", service]),
			"VpcEndpointType": "Interface",
			"PrivateDnsEnabled": true,
		},
		properties,
	),
	"runtime": {"State": state},
}
