# METADATA
# title: Endpoints were deployed after their model packages were approved
# description: >-
#   An approval that follows the deployment is paper only: the model answered requests before anybody released it.
# custom:
#   resource: AWS::SageMaker::Endpoint
#   severity: high
#   theme: approval
#   live_only: true
#   messages:
#     before_approval: >-
#       it was last changed before the first approval on record of the model package {package}
#     never_approved: no approval of the model package {package} is on record
#   remediation: >-
#     Make the approval the trigger of the deployment (EventBridge on the package's state change), and review what the
#     endpoint answered before the approval.
#   ja:
#     title: エンドポイントはモデルパッケージの承認後にデプロイされている
#     description: デプロイ後の承認は形式にすぎない。誰もリリースを承認していないモデルが、既に本番の要求に応答していたことになる。
#     messages:
#       before_approval: モデルパッケージ {package} の最初の承認記録より前に、最後の変更が行われている
#       never_approved: モデルパッケージ {package} の承認記録がない
#     remediation: 承認をデプロイの起点とし（EventBridge による状態変更の検知）、承認前にエンドポイントが返した応答を調査する。
package controls.sagemaker.endpoint_created_after_approval

import data.lib.approval
import data.lib.evidence
import data.lib.serving

# What serves no package at all is the matter of endpoint_serves_approved_package.
applies if some _ in input.refs.packages

# Approvals older than what CloudTrail keeps are not seen. A package whose registration was seen has no such past, and
# as updates are looked up before registrations (docs/facts.md) all of its updates were seen as well. That it was first
# approved later takes every event seen, so each is evidence.
violation contains {
	"code": "before_approval",
	"args": {"package": name},
	"evidence": array.concat(
		[last_modified, created, evidence.at(["refs", "packages", name])],
		[evidence.at(["refs", "events", index]) | some index, _ in input.refs.events],
	),
} if {
	some name, served in input.refs.packages
	approved_late(served)
	born(served)
}

# Otherwise an earlier approval may have left the window: unproven (unknown) unless the list is known whole.
violation contains {
	"code": "before_approval",
	"args": {"package": name},
	"evidence": [last_modified, created, evidence.at(["refs", "packages", name]), "/refs/events"],
} if {
	some name, served in input.refs.packages
	approved_late(served)
	not born(served)
}

violation contains {
	"code": "never_approved",
	"args": {"package": name},
	"evidence": [evidence.at(["refs", "packages", name]), "/refs/events"],
} if {
	some name, served in input.refs.packages
	count(approval_times(served)) == 0
}

# Each event proves the order for its package; the pass needs that of every package that every variant leads to.
satisfied contains evidence.at(["refs", "events", index]) if {
	every_container_traced
	every served in input.refs.packages {
		min(approval_times(served)) <= deployed
	}
	some index, event in input.refs.events
	some served in input.refs.packages
	approval.approves(event)
	event.properties.modelPackageArn == served.id
	event.properties.eventTime <= deployed
}

approved_late(served) if min(approval_times(served)) > deployed

approval_times(served) := [event.properties.eventTime |
	some event in input.refs.events
	event.properties.modelPackageArn == served.id
	approval.approves(event)
]

born(served) if {
	some event in input.refs.events
	event.properties.modelPackageArn == served.id
	approval.is_birth(event)
}

every_container_traced if {
	count(serving.served) > 0
	count(serving.modelless) == 0
	every entry in serving.served {
		count(serving.containers[entry.model]) > 0
		every container in serving.containers[entry.model] {
			input.refs.packages[container.ModelPackageName]
		}
	}
}

last_modified := "/resource/runtime/LastModifiedTime"

created := "/resource/runtime/CreationTime"

# Where AWS names no time at all nothing shows that the approval came first.
default deployed := 0

deployed := input.resource.runtime.LastModifiedTime

deployed := input.resource.runtime.CreationTime if not input.resource.runtime.LastModifiedTime
