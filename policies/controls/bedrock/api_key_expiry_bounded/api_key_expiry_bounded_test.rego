package controls.bedrock.api_key_expiry_bounded_test

import data.controls.bedrock.api_key_expiry_bounded as control

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
	"a key within the days passes": {"input": key({}, 90), "applies": true, "violation": set()},
	"a key beyond them fails": {"input": key({}, 91), "applies": true, "violation": {too_long("chat-bot")}},
	"times that are no numbers fail": {
		"input": key({"CreateDate": "today"}, 2),
		"applies": true,
		"violation": {too_long("chat-bot")},
	},
	"a key that has expired is not judged": {
		"input": key({"ExpirationDate": now - 1, "CreateDate": now - 2}, 1),
		"applies": false,
		"violation": set(),
	},
	"a key that never expires, or an inactive one, is not judged": {
		"input": {
			"resource": {"properties": {"Status": "Active"}},
			"params": {"bedrock": {"api_key_days": 90}},
			"now": now,
		},
		"applies": false,
		"violation": set(),
	},
	"nothing said of the user": {
		"input": {
			"resource": {"properties": {"Status": "Inactive", "ExpirationDate": now + 1}},
			"params": {"bedrock": {"api_key_days": 90}},
			"now": now,
		},
		"applies": false,
		"violation": {too_long("?")},
	},
}

now := 1774958400000

too_long(user) := {
	"code": "too_long",
	"args": {"user": user},
	"evidence": [
		"/resource/properties/CreateDate",
		"/resource/properties/ExpirationDate",
		"/params/bedrock/api_key_days",
	],
}

key(properties, days) := {
	"resource": {"properties": object.union(
		{
			"UserName": "chat-bot",
			"Status": "Active",
			"CreateDate": now - 86400000,
			"ExpirationDate": (now - 86400000) + (days * 86400000),
		},
		properties,
	)},
	"params": {"bedrock": {"api_key_days": 90}},
	"now": now,
}
