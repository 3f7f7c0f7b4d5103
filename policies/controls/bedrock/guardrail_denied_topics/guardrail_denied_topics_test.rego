package controls.bedrock.guardrail_denied_topics_test

import data.controls.bedrock.guardrail_denied_topics as control

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
	"every required topic denied passes": {
		"input": guardrail(policy([topic({})]), [policy([topic({})])], ["investment-advice"]),
		"applies": true,
		"violation": set(),
	},
	"no policy fails": {
		"input": guardrail({}, [], ["investment-advice"]),
		"applies": true,
		"violation": {not_denied("DRAFT", "/resource/properties")},
	},
	"another topic is not the one": {
		"input": guardrail(policy([topic({"Name": "politics"})]), [], ["investment-advice"]),
		"applies": true,
		"violation": {not_denied("DRAFT", "/resource/properties")},
	},
	"a topic that is not denied fails": {
		"input": guardrail(policy([topic({"Type": "ALLOW"})]), [], ["investment-advice"]),
		"applies": true,
		"violation": {not_denied("DRAFT", "/resource/properties")},
	},
	"a topic that is only watched in answers fails": {
		"input": guardrail(policy([topic({"OutputAction": "NONE"})]), [], ["investment-advice"]),
		"applies": true,
		"violation": {not_denied("DRAFT", "/resource/properties")},
	},
	"a published version without the topic fails": {
		"input": guardrail(policy([topic({})]), [{"Version": "2"}], ["investment-advice"]),
		"applies": true,
		"violation": {not_denied("2", "/resource/runtime/Versions/0")},
	},
	"where no topic is required nothing is judged": {
		"input": guardrail({}, [], []),
		"applies": false,
		"violation": set(),
	},
}

policy(topics) := {"Version": "1", "TopicPolicyConfig": {"TopicsConfig": topics}}

topic(rest) := object.union(
	{
		"Name": "investment-advice",
		"Type": "DENY",
		"InputAction": "BLOCK",
		"OutputAction": "BLOCK",
		"InputEnabled": true,
		"OutputEnabled": true,
	},
	rest,
)

not_denied(edition, pointer) := {
	"code": "not_denied",
	"args": {"edition": edition, "topic": "investment-advice"},
	"evidence": [concat("", [pointer, "/TopicPolicyConfig/TopicsConfig"]), "/params/bedrock/denied_topics"],
}

guardrail(draft, versions, topics) := {
	"resource": {"properties": draft, "runtime": {"Versions": versions}},
	"params": {"bedrock": {"denied_topics": topics}},
}
