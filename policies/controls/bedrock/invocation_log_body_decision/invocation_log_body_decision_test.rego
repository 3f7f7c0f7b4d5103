package controls.bedrock.invocation_log_body_decision_test

import data.controls.bedrock.invocation_log_body_decision as control

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
	"what was decided passes": {
		"input": region(["text", "image"], [{"textDataDeliveryEnabled": true, "imageDataDeliveryEnabled": true}]),
		"applies": true,
		"violation": set(),
	},
	"a kind that is not logged fails, whether it is said or not": {
		"input": region(["text", "image", "video"], [{"textDataDeliveryEnabled": true, "imageDataDeliveryEnabled": false}]),
		"applies": true,
		"violation": {claim("missing", "image"), claim("missing", "video")},
	},
	"a kind that nobody decided on fails": {
		"input": region(["text"], [{
			"textDataDeliveryEnabled": true,
			"embeddingDataDeliveryEnabled": true,
			"audioDataDeliveryEnabled": true,
			"videoDataDeliveryEnabled": false,
		}]),
		"applies": true,
		"violation": {claim("undeclared", "embedding"), claim("undeclared", "audio")},
	},
	"without a decision nothing is judged": {
		"input": region([], [{"textDataDeliveryEnabled": true}]),
		"applies": false,
		"violation": {claim("undeclared", "text")},
	},
	"where nothing is logged nothing is judged": {"input": region(["text"], []), "applies": false, "violation": set()},
}

claim(code, kind) := {
	"code": code,
	"args": {"kind": kind},
	"evidence": [
		concat("", ["/refs/invocationLogging/0/properties/", kind, "DataDeliveryEnabled"]),
		"/params/bedrock/invocation_log_bodies",
	],
}

region(kinds, loggings) := {
	"refs": {"invocationLogging": [{"properties": properties} | some properties in loggings]},
	"params": {"bedrock": {"invocation_log_bodies": kinds}},
}
