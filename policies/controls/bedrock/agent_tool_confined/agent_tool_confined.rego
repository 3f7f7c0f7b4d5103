# METADATA
# title: Agents' functions exist and serve the account's own agents only
# description: >-
#   Bedrock invokes a function for whoever asks it. Without a condition on the source it can be made to run the tool
#   for a foreign account's agent (the confused deputy); a function that is gone can be made anew by somebody else.
# custom:
#   resource: AWS::Bedrock::AgentActionGroup
#   severity: high
#   theme: access
#   live_only: true
#   messages:
#     dangling: the function {function} does not exist
#     unscoped: >-
#       statement {statement} lets Bedrock invoke {function} without a condition on aws:SourceAccount or
#       aws:SourceArn
#     foreign: statement {statement} lets agents of the account {account} use {function}
#   remediation: >-
#     Add aws:SourceArn with the agent's ARN, or aws:SourceAccount, to the function's permission (AddPermission);
#     remove or restore what is missing.
#   ja:
#     title: エージェントの Lambda 関数は実在し、自アカウントのエージェントのみが利用できる
#     description: >-
#       Bedrock は依頼元を問わず関数を呼び出す。ソースの条件がなければ、他アカウントのエージェントのためにツールを実行させられるおそれがある（混乱した代理の問題）。存在しない関数は第三者に作り直される余地を残す。
#     messages:
#       dangling: 関数 {function} が存在しない
#       unscoped: ステートメント {statement} は aws:SourceAccount または aws:SourceArn の条件なしに Bedrock による {function} の呼び出しを許可している
#       foreign: ステートメント {statement} はアカウント {account} のエージェントによる {function} の利用を許可している
#     remediation: >-
#       関数の許可にエージェントの ARN による aws:SourceArn、または aws:SourceAccount の条件を加える（AddPermission）。存在しない関数への参照は削除するか復元する。
package controls.bedrock.agent_tool_confined

import data.lib.evidence
import data.lib.policy

applies if {
	input.resource.runtime.FunctionArn
	not input.resource.properties.actionGroupState == "DISABLED"
}

violation contains {
	"code": "dangling",
	"args": {"function": arn},
	"evidence": [function_arn, evidence.at(["refs", "functions", arn])],
} if {
	arn := input.resource.runtime.FunctionArn
	not input.refs.functions[arn]
}

violation contains {
	"code": "unscoped",
	"args": {"function": arn, "statement": format_int(number, 10)},
	"evidence": [
		function_arn,
		"/resource/runtime/Qualifier",
		evidence.at(["refs", "functions", arn, "runtime", "Policies", index]),
	],
} if {
	arn := input.resource.runtime.FunctionArn
	some [index, number, statement] in admissions
	not policy.confined_to_source(statement)
}

violation contains {
	"code": "foreign",
	"args": {"account": account, "function": arn, "statement": format_int(number, 10)},
	"evidence": [
		function_arn,
		"/resource/runtime/Qualifier",
		evidence.at(["refs", "functions", arn, "runtime", "Policies", index]),
		"/resource/account",
		"/params/iam/trusted_accounts",
	],
} if {
	arn := input.resource.runtime.FunctionArn
	some [index, number, statement] in admissions
	some account in policy.foreign_sources(statement)
}

# The statements by which Bedrock may call what the group calls.
admissions contains [index, number, statement] if {
	some index, document in input.refs.functions[input.resource.runtime.FunctionArn].runtime.Policies
	alias_of(document) == qualifier
	some number, statement in document.Statement
	policy.allows(statement, "lambda:InvokeFunction")
	"bedrock.amazonaws.com" in statement.Principal.Service
}

alias_of(document) := object.get(document, "Qualifier", "")

# Each alias has a policy of its own.
default qualifier := ""

qualifier := input.resource.runtime.Qualifier

function_arn := "/resource/runtime/FunctionArn"
