package controls.bedrock.vpc_endpoint_private_dns_test

import data.controls.bedrock.vpc_endpoint_private_dns as control

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
	"private DNS passes": {"input": endpoint({"PrivateDnsEnabled": true}, {}), "applies": true, "violation": set()},
	"private DNS off fails": {"input": endpoint({"PrivateDnsEnabled": false}, {}), "applies": true, "violation": off},
	"nothing said fails": {"input": endpoint({}, {}), "applies": true, "violation": off},
	"an endpoint that was deleted is not judged": {
		"input": endpoint({}, {"State": "Deleted"}),
		"applies": false,
		"violation": off,
	},
	"other services and kinds are not judged": {
		"input": endpoint({"ServiceName": "com.amazonaws.ap-northeast-1.s3"}, {}),
		"applies": false,
		"violation": off,
	},
	"an endpoint of another kind has no private DNS": {
		"input": endpoint({"VpcEndpointType": "Resource"}, {}),
		"applies": false,
		"violation": off,
	},
}

off := {{"code": "off", "evidence": ["/resource/properties/PrivateDnsEnabled"]}}

endpoint(properties, runtime) := {"resource": {
	"properties": object.union(
		{"ServiceName": "com.amazonaws.ap-northeast-1.bedrock-runtime", "VpcEndpointType": "Interface"},
		properties,
	),
	"runtime": object.union({"State": "available"}, runtime),
}}
