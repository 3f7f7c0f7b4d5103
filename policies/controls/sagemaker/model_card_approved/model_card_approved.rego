# METADATA
# title: Approved model packages have an approved model card that says what they are for
# description: >-
#   The card tells for which use a model was made and how risky that is. Its own approval shows that somebody answers
#   for it. The card may be the package's own, or one that names the package.
# custom:
#   resource: AWS::SageMaker::ModelPackage
#   severity: medium
#   theme: approval
#   messages:
#     none: no model card describes it
#     not_approved: no model card of it is approved, the status is {status}
#     no_use: its approved model card does not say what the model is for (intended uses)
#   remediation: >-
#     Write a model card for the package (intended uses, risk rating), have it reviewed and set its status to
#     Approved.
#   ja:
#     title: 承認済みのモデルパッケージには、用途を示す承認済みのモデルカードがある
#     description: モデルカードはモデルの用途とリスクを示し、その承認は責任の所在を示す。パッケージ自身のカード、またはパッケージを指すカードで判断する。
#     messages:
#       none: モデルカードがない
#       not_approved: 承認されたモデルカードがない（状態は {status}）
#       no_use: 承認済みのモデルカードに用途（intended uses）の記載がない
#     remediation: 用途とリスク評価を記載したモデルカードを作成し、レビューのうえ状態を Approved にする。
package controls.sagemaker.model_card_approved

applies if input.resource.properties.ModelApprovalStatus == "Approved"

violation contains {"code": "none", "evidence": places} if count(cards) == 0

violation contains {
	"code": "not_approved",
	"args": {"status": concat(", ", sort({card.status | some card in cards}))},
	"evidence": places,
} if {
	count(cards) > 0
	count(approved) == 0
}

violation contains {"code": "no_use", "evidence": places} if {
	count(approved) > 0
	not says_use
}

cards contains {
	"status": status,
	"use": own_use,
} if {
	status := input.resource.properties.ModelCard.ModelCardStatus
}

cards contains {
	"status": object.get(card, ["properties", "ModelCardStatus"], "?"),
	"use": object.get(card, ["properties", "Content", "IntendedUses", "IntendedUses"], ""),
} if {
	some card in input.refs.cards
}

default own_use := ""

own_use := input.resource.runtime.ModelCardContent.IntendedUses.IntendedUses

approved contains card if {
	some card in cards
	card.status == "Approved"
}

says_use if {
	some card in approved
	regex.match(`[^\s\p{Z}]`, card.use)
}

places := [
	"/resource/properties/ModelCard/ModelCardStatus",
	"/resource/runtime/ModelCardContent/IntendedUses/IntendedUses",
	"/refs/cards",
]
