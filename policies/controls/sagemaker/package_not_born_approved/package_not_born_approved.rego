# METADATA
# title: Model packages are registered as waiting for approval
# description: >-
#   A package that is registered as Approved was released by whoever made it: approval is an act of its own, on a
#   package that waits for it.
# custom:
#   resource: AWS::SageMaker::ModelPackage
#   severity: high
#   theme: approval
#   live_only: true
#   messages:
#     born_approved: "{who} registered it as Approved"
#     unreadable: the record of the event {event} does not say what was done
#   remediation: >-
#     Register packages with ModelApprovalStatus PendingManualApproval (pipelines, too), and deny any other status to
#     sagemaker:CreateModelPackage by the condition key sagemaker:ModelApprovalStatus.
#   ja:
#     title: モデルパッケージは承認待ちの状態で登録されている
#     description: 承認済みとして登録されたパッケージは、作成者自身がリリースしたに等しい。承認は、承認待ちのパッケージに対する独立した行為でなければならない。
#     messages:
#       born_approved: "{who} が承認済みの状態で登録している"
#       unreadable: イベント {event} の記録から、操作の内容を確認できない
#     remediation: PendingManualApproval として登録し、条件キー sagemaker:ModelApprovalStatus で他の状態での登録を拒否する。
package controls.sagemaker.package_not_born_approved

import data.lib.approval
import data.lib.evidence

violation contains {
	"code": "born_approved",
	"args": {"who": object.get(event, ["properties", "userIdentity", "arn"], "?")},
	"evidence": [evidence.at(["refs", "events", index])],
} if {
	some index, event in input.refs.events
	approval.is_birth(event)
	approval.approves(event)
}

# AWS always says what was done; where it is missing it is hidden, and this claim unproven.
violation contains {
	"code": "unreadable",
	"args": {"event": object.get(event, ["properties", "eventID"], "?")},
	"evidence": [evidence.at(["refs", "events", index, "properties", member])],
} if {
	some index, event in input.refs.events
	some member in ["eventName", "requestParameters"]
	not event.properties[member]
}

# CloudTrail keeps 90 days: of an older package nobody can tell any more how it was registered.
satisfied contains evidence.at(["refs", "events", index]) if {
	some index, event in input.refs.events
	approval.is_birth(event)
	not approval.approves(event)
}
