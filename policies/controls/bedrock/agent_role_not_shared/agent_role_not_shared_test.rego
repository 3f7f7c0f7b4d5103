package controls.bedrock.agent_role_not_shared_test

import data.controls.bedrock.agent_role_not_shared as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"a role of its own passes, in all of its versions": {
		"input": agent("chat", [of_agent("CHAT", "chat"), of_agent("OPS", "ops")], [of_version("CHAT", "chat"), of_version("OPS", "ops")]),
		"violation": set(),
	},
	"another agent's draft under the same role fails": {
		"input": agent("chat", [of_agent("CHAT", "chat"), of_agent("OPS", "chat")], []),
		"violation": {{
			"code": "agent",
			"args": {"agent": "OPS"},
			"evidence": [
				"/resource/properties/AgentResourceRoleArn",
				"/resource/runtime/AgentId",
				"/refs/agents/1/properties/AgentResourceRoleArn",
				"/refs/agents/1/runtime/AgentId",
			],
		}},
	},
	"another agent's version under the same role fails, whatever its draft has": {
		"input": agent("chat", [of_agent("CHAT", "chat"), of_agent("OPS", "ops")], [of_version("OPS", "chat")]),
		"violation": {{
			"code": "version",
			"args": {"version": "OPS/3"},
			"evidence": [
				"/resource/properties/AgentResourceRoleArn",
				"/resource/runtime/AgentId",
				"/refs/versions/0/properties/agentResourceRoleArn",
				"/refs/versions/0/properties/agentId",
			],
		}},
	},
}

agent(role, agents, versions) := {
	"resource": {
		"properties": {"AgentResourceRoleArn": concat("/", ["arn:aws:iam::123456789012:role", role])},
		"runtime": {"AgentId": "CHAT"},
	},
	"refs": {"agents": agents, "versions": versions},
}

of_agent(id, role) := {
	"properties": {"AgentName": id, "AgentResourceRoleArn": concat("/", ["arn:aws:iam::123456789012:role", role])},
	"runtime": {"AgentId": id},
}

of_version(id, role) := {"properties": {
	"agentId": id,
	"version": "3",
	"agentResourceRoleArn": concat("/", ["arn:aws:iam::123456789012:role", role]),
}}
