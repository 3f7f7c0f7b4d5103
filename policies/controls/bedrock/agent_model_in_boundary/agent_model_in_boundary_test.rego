package controls.bedrock.agent_model_in_boundary_test

import data.controls.bedrock.agent_model_in_boundary as control

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
	"a model of the region passes": {
		"input": alias("anthropic.claude-3-haiku-20240307-v1:0", {}, {}),
		"applies": true,
		"violation": set(),
	},
	"a profile within the boundary passes": {
		"input": alias(
			"jp.anthropic.claude-sonnet-4-5-20250929-v1:0", {"jp.anthropic.claude-sonnet-4-5-20250929-v1:0": {"properties": {"models": [
				model("ap-northeast-1"), model("ap-northeast-3"),
			]}}},
			{},
		),
		"applies": true,
		"violation": set(),
	},
	"a profile that reaches beyond it fails": {
		"input": alias("apac.x", {"apac.x": {"properties": {"models": [model("ap-northeast-1"), model("ap-south-1"), model("")]}}}, {}),
		"applies": true,
		"violation": {
			profile("ap-south-1", "/refs/profiles/apac.x/properties/models/1", "apac.x"),
			profile("any region", "/refs/profiles/apac.x/properties/models/2", "apac.x"),
		},
	},
	"the account's own profile is followed, too": {
		"input": alias(own, {}, {own: {"runtime": {"models": [model("us-east-1")]}}}),
		"applies": true,
		"violation": {profile(
			"us-east-1",
			"/refs/applicationProfiles/arn:aws:bedrock:ap-northeast-1:123456789012:application-inference-profile~1p1/runtime/models/0",
			own,
		)},
	},
	"a profile that nobody lists fails": {
		"input": alias("global.x", {}, {}),
		"applies": true,
		"violation": {{
			"code": "unlisted",
			"args": {"profile": "global.x", "version": "AGENT12345/4"},
			"evidence": [
				"/refs/versions/AGENT12345~14/properties/foundationModel",
				"/refs/profiles/global.x",
				"/refs/applicationProfiles/global.x",
			],
		}},
	},
	"an agent outside of the boundary fails": {
		"input": object.union(
			alias("anthropic.claude-3-haiku-20240307-v1:0", {}, {}),
			{"resource": {"region": "us-east-1", "properties": {}, "runtime": {"AgentAliasId": "ALIAS12345"}}},
		),
		"applies": true,
		"violation": {{
			"code": "region",
			"args": {"region": "us-east-1"},
			"evidence": ["/resource/region", "/params/residency/regions"],
		}},
	},
	"the test alias of AWS is not judged": {
		"input": object.union(
			alias("anthropic.claude-3-haiku-20240307-v1:0", {}, {}),
			{"resource": {"region": "ap-northeast-1", "properties": {}, "runtime": {"AgentAliasId": "TSTALIASID"}}},
		),
		"applies": false,
		"violation": set(),
	},
	"without a boundary nothing is judged": {
		"input": object.union(alias("x", {}, {}), {"params": {"residency": {"regions": []}}}),
		"applies": false,
		"violation": {{
			"code": "region",
			"args": {"region": "ap-northeast-1"},
			"evidence": ["/resource/region", "/params/residency/regions"],
		}},
	},
}

own := "arn:aws:bedrock:ap-northeast-1:123456789012:application-inference-profile/p1"

model(region) := {"modelArn": concat(":", ["arn:aws:bedrock", region, "", "foundation-model/x"])}

profile(region, pointer, name) := {
	"code": "profile",
	"args": {"profile": name, "region": region},
	"evidence": [pointer, "/params/residency/regions"],
}

alias(word, profiles, own_profiles) := {
	"resource": {"region": "ap-northeast-1", "properties": {}, "runtime": {"AgentAliasId": "ALIAS12345"}},
	"refs": {
		"versions": {"AGENT12345/4": {"properties": {"foundationModel": word}}},
		"profiles": profiles,
		"applicationProfiles": own_profiles,
	},
	"params": {"residency": {"regions": ["ap-northeast-1", "ap-northeast-3"]}},
}
