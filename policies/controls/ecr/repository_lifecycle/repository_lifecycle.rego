# METADATA
# title: Repositories let images expire that nobody needs any more
# description: >-
#   Every build of a model leaves an image of several gigabytes. Without a rule that expires some, they are paid for
#   for ever, and stay there to be run with whatever was found in them since.
# custom:
#   resource: AWS::ECR::Repository
#   severity: low
#   theme: cost
#   messages:
#     none: there is no lifecycle policy, so every image is kept
#     nothing_expires: no rule of the lifecycle policy expires images
#   remediation: >-
#     Add a rule that expires untagged images after some weeks, or all but the newest ones (PutLifecyclePolicy); preview
#     it first (StartLifecyclePolicyPreview).
#   ja:
#     title: ECR リポジトリの不要なイメージには有効期限が設けられている
#     description: モデルをビルドするたびに数ギガバイトのイメージが残る。期限切れのルールがなければ費用がかかり続け、後に脆弱性が見つかったイメージも実行可能なまま残る。
#     messages:
#       none: ライフサイクルポリシーがなく、すべてのイメージが保持される
#       nothing_expires: ライフサイクルポリシーにイメージを期限切れにするルールがない
#     remediation: >-
#       一定期間を過ぎたタグなしイメージ、または最新のものを除くイメージを期限切れにするルールを追加する（PutLifecyclePolicy）。
#       適用前にプレビューで対象を確認する（StartLifecyclePolicyPreview）。
package controls.ecr.repository_lifecycle

violation contains {"code": "none", "evidence": [place]} if not input.resource.properties.LifecyclePolicy

# An archived image is still paid for.
violation contains {"code": "nothing_expires", "evidence": [place]} if {
	input.resource.properties.LifecyclePolicy
	not some_expire
}

some_expire if {
	some rule in input.resource.properties.LifecyclePolicy.LifecyclePolicyText.rules
	rule.action.type == "expire"
}

place := "/resource/properties/LifecyclePolicy"
