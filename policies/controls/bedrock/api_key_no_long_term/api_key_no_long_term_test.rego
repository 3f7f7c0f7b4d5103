package controls.bedrock.api_key_no_long_term_test

import data.controls.bedrock.api_key_no_long_term as control

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
	"a key that expires passes": {
		"input": key({"ExpirationDate": 1774958400000}),
		"applies": true,
		"violation": set(),
	},
	"a key that never expires fails": {
		"input": key({}),
		"applies": true,
		"violation": {{
			"code": "never",
			"args": {"user": "chat-bot"},
			"evidence": ["/resource/properties/ExpirationDate"],
		}},
	},
	"an inactive key is not judged": {
		"input": {"resource": {"properties": {"Status": "Inactive"}}},
		"applies": false,
		"violation": {{
			"code": "never",
			"args": {"user": "?"},
			"evidence": ["/resource/properties/ExpirationDate"],
		}},
	},
}

key(properties) := {"resource": {"properties": object.union({"UserName": "chat-bot", "Status": "Active"}, properties)}}
