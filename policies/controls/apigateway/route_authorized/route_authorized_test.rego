package controls.apigateway.route_authorized_test

import data.controls.apigateway.route_authorized as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"routes that ask for a signature or a token pass, and OPTIONS may ask for none": {
		"input": api("HTTP", [route("POST /chat", "JWT"), route("GET /chat", "AWS_IAM"), route("OPTIONS /chat", "NONE")]),
		"violation": set(),
	},
	"open routes fail, and nothing said is open": {
		"input": api("HTTP", [route("POST /chat", "NONE"), {"RouteKey": "$default"}]),
		"violation": {
			{
				"code": "open",
				"args": {"route": "POST /chat"},
				"evidence": ["/resource/runtime/Routes/0", "/resource/properties/ProtocolType"],
			},
			{
				"code": "open",
				"args": {"route": "$default"},
				"evidence": ["/resource/runtime/Routes/1", "/resource/properties/ProtocolType"],
			},
		},
	},
	"a WebSocket API that asks who connects passes, for its messages come by that connection": {
		"input": api("WEBSOCKET", [route("chat", "NONE"), route("$connect", "CUSTOM"), route("$disconnect", "NONE")]),
		"violation": set(),
	},
	"an open connection fails": {
		"input": api("WEBSOCKET", [route("chat", "NONE"), route("$connect", "NONE")]),
		"violation": {{
			"code": "connect",
			"evidence": ["/resource/runtime/Routes/1", "/resource/properties/ProtocolType"],
		}},
	},
	"a WebSocket API that does not see who connects fails": {
		"input": api("WEBSOCKET", [route("chat", "NONE")]),
		"violation": {{
			"code": "no_connect",
			"evidence": ["/resource/runtime/Routes", "/resource/properties/ProtocolType"],
		}},
	},
	"without routes there is nothing to reach": {
		"input": api("WEBSOCKET", []),
		"violation": set(),
	},
}

api(protocol, routes) := {"resource": {"properties": {"ProtocolType": protocol}, "runtime": {"Routes": routes}}}

route(key, type) := {"RouteKey": key, "AuthorizationType": type}
