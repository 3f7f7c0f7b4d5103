# METADATA
# title: Model packages are approved by another person than their author
# description: >-
#   Segregation of duties: who built a model must not be the one who releases it. The audit trail has to show two
#   different people.
# custom:
#   resource: AWS::SageMaker::ModelPackage
#   severity: critical
#   theme: approval
#   live_only: true
#   messages:
#     same_person: "{approver} created the package and approved it"
#     born_approved: >-
#       {approver} registered the package as Approved, and no approval by another person is on record
#     indistinct: >-
#       the approver {approver} cannot be told apart from the author {author}: a shared role without a source identity
#       names no person
#     no_approval: the package is Approved, but no approving call is on record
#     unreadable: the record of the event {event} does not say what was done, or when
#   remediation: >-
#     Let pipelines register packages as PendingManualApproval and have a second person approve them. Require
#     sts:SourceIdentity (or IAM Identity Center users) for the roles that register and approve.
#   ja:
#     title: モデルパッケージの承認者は作成者と異なる
#     description: 職務分掌の観点から、モデルの作成者自身がリリースを承認してはならない。監査証跡で二名の異なる人物を確認できる必要がある。
#     messages:
#       same_person: "{approver} が作成と承認の両方を行っている"
#       born_approved: "{approver} が承認済みの状態で登録しており、他者による承認の記録がない"
#       indistinct: 承認者 {approver} と作成者 {author} を別人と判別できない（ソース ID のない共有ロールは人物を特定しない）
#       no_approval: 承認済みであるが、承認操作の記録がない
#       unreadable: イベント {event} の記録から、操作の内容または日時を確認できない
#     remediation: パイプラインは PendingManualApproval で登録し、別の承認者が承認する。両者のロールには sts:SourceIdentity を必須とする。
package controls.sagemaker.approver_not_author

import data.lib.approval
import data.lib.evidence

applies if input.resource.properties.ModelApprovalStatus == "Approved"

# The last approval is the one in force. LookupEvents gives the newest events first, and updates are looked up before
# registrations (docs/facts.md), so what a partial list lacks is older than what it holds. That an approval is the last
# takes every event seen, so each is evidence.
violation contains {"code": "born_approved", "args": {"approver": label(approver)}, "evidence": all_seen} if {
	some event in last_approvals
	event.properties.eventName == "CreateModelPackage"
	approver := approver_of(event)
}

violation contains {"code": "same_person", "args": {"approver": label(approver)}, "evidence": all_seen} if {
	some event in last_updates
	approver := approver_of(event)
	not distinct(author, approver)
	same(author, approver)
}

# A role that many can assume, under a session name that whoever assumes it may choose, proves neither that two people
# acted nor that one did. Four eyes that cannot be shown are a finding, and no pass.
violation contains {
	"code": "indistinct",
	"args": {"approver": label(approver), "author": label(author)},
	"evidence": all_seen,
} if {
	some event in last_updates
	approver := approver_of(event)
	not distinct(author, approver)
	not same(author, approver)
}

# CloudTrail keeps 90 days, so the list is partial and this stays unproven (unknown) unless the list is known whole.
violation contains {"code": "no_approval", "evidence": ["/refs/events"]} if count(approvals) == 0

# An event that does not say what was done, or when, could be a later approval. AWS always says it, so where it is
# missing it is hidden: the claim stays unproven, and keeps an approval that was seen from passing.
violation contains {
	"code": "unreadable",
	"args": {"event": object.get(event, ["properties", "eventID"], "?")},
	"evidence": [evidence.at(["refs", "events", index, "properties", member])],
} if {
	some index, event in input.refs.events
	some member in ["eventName", "eventTime", "requestParameters"]
	not event.properties[member]
}

satisfied contains evidence.at(["refs", "events", index]) if {
	some index, event in input.refs.events
	event in last_updates
	distinct(author, approver_of(event))
}

approvals contains event if {
	some event in input.refs.events
	approval.approves(event)
}

last_approvals contains event if {
	some event in approvals
	event.properties.eventTime == max([other.properties.eventTime | some other in approvals])
}

last_updates contains event if {
	some event in last_approvals
	event.properties.eventName != "CreateModelPackage"
}

all_seen := array.concat(
	["/resource/runtime/CreatedBy"],
	[evidence.at(["refs", "events", index]) | some index, _ in input.refs.events],
)

author := {
	"source": object.get(created_by, ["IamIdentity", "SourceIdentity"], ""),
	"arn": object.get(created_by, ["IamIdentity", "Arn"], ""),
	"principal": object.get(created_by, ["IamIdentity", "PrincipalId"], ""),
}

default created_by := {}

created_by := input.resource.runtime.CreatedBy

approver_of(event) := {
	"source": object.get(event, ["properties", "userIdentity", "sessionContext", "sourceIdentity"], ""),
	"arn": object.get(event, ["properties", "userIdentity", "arn"], ""),
	"principal": object.get(event, ["properties", "userIdentity", "principalId"], ""),
}

distinct(one, other) if {
	first := person(one)
	second := person(other)
	first[0] == second[0]
	first[1] != second[1]
}

same(one, other) if person(one) == person(other)

same(one, other) if {
	one.arn == other.arn
	one.arn != ""
}

same(one, other) if {
	one.principal == other.principal
	one.principal != ""
}

# Who acted, where the identity names a person: the source identity that the identity provider set, else the IAM user,
# else the user of IAM Identity Center, who is the session name of a role that only Identity Center can assume.
person(identity) := ["source", lower(identity.source)] if identity.source != ""

person(identity) := ["user", identity.arn] if {
	identity.source == ""
	regex.match(`^arn:[a-z-]+:iam::[0-9]{12}:user/`, identity.arn)
}

person(identity) := ["sso", lower(split(identity.arn, "/")[2])] if {
	identity.source == ""
	regex.match(`^arn:[a-z-]+:sts::[0-9]{12}:assumed-role/AWSReservedSSO_[^/]+/[^/]+$`, identity.arn)
}

label(identity) := identity.source if identity.source != ""

label(identity) := identity.arn if {
	identity.source == ""
	identity.arn != ""
}

label(identity) := "?" if {
	identity.source == ""
	identity.arn == ""
}
