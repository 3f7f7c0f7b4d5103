# METADATA
# title: Pipelines register models behind a condition, as waiting for approval
# description: >-
#   A pipeline that registers whatever it trained, or registers it as Approved, releases models without anybody's
#   judgement. The status has to be PendingManualApproval, out of reach of who starts the pipeline, and the step has
#   to stand behind a condition on the evaluation.
# custom:
#   resource: AWS::SageMaker::Pipeline
#   severity: high
#   theme: approval
#   messages:
#     registers_approved: the step {step} registers models as {status}
#     overridable: >-
#       whoever starts the pipeline can set the approval status of the step {step} by the parameter {parameter}
#     unconditional: the step {step} registers models without a condition on their evaluation
#   remediation: >-
#     Set ModelApprovalStatus to PendingManualApproval in the RegisterModel step (or limit the parameter by
#     EnumValues), and put the step into the branch of a Condition step on the evaluation.
#   ja:
#     title: パイプラインは条件を満たしたモデルを承認待ちとして登録する
#     description: 学習したモデルを無条件に、または承認済みとして登録するパイプラインは、判断を経ずにモデルをリリースする。状態は承認待ちに固定し、登録は評価の条件分岐の内側に置く必要がある。
#     messages:
#       registers_approved: ステップ {step} はモデルを {status} として登録する
#       overridable: ステップ {step} の承認状態は、パイプラインの起動者がパラメータ {parameter} で変更できる
#       unconditional: ステップ {step} は評価の条件なしにモデルを登録する
#     remediation: RegisterModel の状態を PendingManualApproval に固定し（または EnumValues で制限し）、Condition の分岐内に置く。
package controls.sagemaker.pipeline_has_approval_gate

import data.lib.evidence

# A pipeline that registers nothing releases nothing.
applies if some _ in input.resource.runtime.Registrations

violation contains {
	"code": "registers_approved",
	"args": {"step": name_of(registration), "status": registration.ModelApprovalStatus},
	"evidence": [pointer_of(index)],
} if {
	some index, registration in input.resource.runtime.Registrations
	not registration.ModelApprovalStatus in {"PendingManualApproval", "Rejected"}
}

violation contains {
	"code": "overridable",
	"args": {"step": name_of(registration), "parameter": registration.Parameter},
	"evidence": [pointer_of(index)],
} if {
	some index, registration in input.resource.runtime.Registrations
	registration.Parameter
	not is_limited(registration)
}

violation contains {
	"code": "unconditional",
	"args": {"step": name_of(registration)},
	"evidence": [pointer_of(index)],
} if {
	some index, registration in input.resource.runtime.Registrations
	not registration.IsConditional == true
}

is_limited(registration) if {
	count(registration.Choices) > 0
	not "Approved" in registration.Choices
}

name_of(registration) := object.get(registration, "Name", "?")

pointer_of(index) := evidence.at(["resource", "runtime", "Registrations", index])
