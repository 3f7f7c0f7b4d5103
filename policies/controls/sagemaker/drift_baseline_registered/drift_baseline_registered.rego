# METADATA
# title: Approved model packages carry the baselines of their monitoring
# description: >-
#   Drift is a difference from how things were when the model was approved. Without a baseline in the package,
#   monitoring compares against nothing, or against whatever is at hand.
# custom:
#   resource: AWS::SageMaker::ModelPackage
#   severity: medium
#   theme: monitoring
#   messages:
#     none: no baseline is registered (DriftCheckBaselines)
#   remediation: >-
#     Register the package with DriftCheckBaselines naming statistics and constraints of the data or of the model's
#     quality.
#   ja:
#     title: 承認済みのモデルパッケージには監視のベースラインが登録されている
#     description: ドリフトは承認時点からの乖離である。パッケージにベースラインがなければ、モニタリングは比較対象を欠く。
#     messages:
#       none: ベースラインが登録されていない（DriftCheckBaselines）
#     remediation: データまたはモデル品質の統計と制約を DriftCheckBaselines に指定してパッケージを登録する。
package controls.sagemaker.drift_baseline_registered

applies if input.resource.properties.ModelApprovalStatus == "Approved"

violation contains {
	"code": "none",
	"evidence": [concat("/", ["/resource/properties/DriftCheckBaselines", place]) | some place in places],
} if {
	not some_baseline
}

# What a monitoring job can be started from; a configuration file of Clarify alone is none.
places := [
	"ModelDataQuality/Statistics/S3Uri", "ModelDataQuality/Constraints/S3Uri", "ModelQuality/Statistics/S3Uri",
	"ModelQuality/Constraints/S3Uri", "Bias/PreTrainingConstraints/S3Uri", "Bias/PostTrainingConstraints/S3Uri",
	"Explainability/Constraints/S3Uri",
]

some_baseline if {
	some place in places
	steps := split(place, "/")
	input.resource.properties.DriftCheckBaselines[steps[0]][steps[1]].S3Uri
}
