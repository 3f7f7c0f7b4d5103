# METADATA
# title: Agents ask before they act
# description: >-
#   A model that was talked into something acts at once unless a person stands in between. What changes anything has
#   to be confirmed by the user, or handed back to the application to carry out.
# custom:
#   resource: AWS::Bedrock::AgentActionGroup
#   severity: high
#   theme: approval
#   live_only: true
#   messages:
#     function: the function {function} is carried out without confirmation
#     operation: the operation {operation} is carried out without confirmation
#   remediation: >-
#     Require confirmation of the function (requireConfirmation ENABLED) or operation (x-requireConfirmation), or let
#     the action group return control; list what only reads in the parameters.
#   ja:
#     title: エージェントは実行の前に確認を求める
#     description: 誘導されたモデルは、間に人が立たない限り直ちに実行する。状態を変える操作は利用者が確認するか、アプリケーションに制御を戻して実行する必要がある。
#     messages:
#       function: 関数 {function} が確認なしに実行される
#       operation: 操作 {operation} が確認なしに実行される
#     remediation: 関数または操作の確認要求を ENABLED とするか、アクショングループを RETURN_CONTROL に改める。参照のみの操作はパラメータに列挙する。
package controls.bedrock.agent_action_confirmation

import data.lib.evidence
import data.lib.policy

# A disabled group does nothing, and AWS's own ones (user input, code interpreter) have no functions of the account's.
applies if {
	not input.resource.properties.actionGroupState == "DISABLED"
	not input.resource.properties.parentActionSignature
}

violation contains {
	"code": "function",
	"args": {"function": name},
	"evidence": [
		evidence.at(["resource", "properties", "functionSchema", "functions", index]),
		executor,
		unconfirmed,
	],
} if {
	some index, function in input.resource.properties.functionSchema.functions
	not function.requireConfirmation == "ENABLED"
	name := object.get(function, "name", "?")
	not is_exempt(name)
	not returns_control
}

violation contains {
	"code": "operation",
	"args": {"operation": name},
	"evidence": [evidence.at(["resource", "runtime", "Operations", index]), executor, unconfirmed],
} if {
	some index, operation in input.resource.runtime.Operations
	not operation.requireConfirmation == "ENABLED"

	# Methods that are safe by definition (RFC 9110 9.2.1).
	not operation.method in {"get", "head", "options"}
	name := object.get(operation, "operationId", "?")
	not is_exempt(name)
	not returns_control
}

# The application carries it out, and asks whom it must.
returns_control if input.resource.properties.actionGroupExecutor.customControl == "RETURN_CONTROL"

is_exempt(name) if {
	some pattern in input.params.bedrock.unconfirmed_functions
	policy.covers(pattern, name)
}

executor := "/resource/properties/actionGroupExecutor"

unconfirmed := "/params/bedrock/unconfirmed_functions"
