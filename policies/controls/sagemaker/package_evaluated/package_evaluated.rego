# METADATA
# title: Approved model packages carry their evaluation
# description: >-
#   Who approves a model has to see how good it is, whom it treats differently and what its answers rest on. The
#   reports belong to the package, so that they cannot be mixed up.
# custom:
#   resource: AWS::SageMaker::ModelPackage
#   severity: high
#   theme: approval
#   messages:
#     no_quality: no report of the model's quality is registered (ModelMetrics.ModelQuality.Statistics)
#     no_bias: no report of bias is registered (ModelMetrics.Bias)
#     no_explainability: no report of explainability is registered (ModelMetrics.Explainability.Report)
#   remediation: >-
#     Register the package with ModelMetrics naming the reports of its evaluation (ModelQuality, Bias,
#     Explainability).
#   ja:
#     title: 承認済みのモデルパッケージには評価結果が登録されている
#     description: 承認者は、モデルの精度、属性による差、判断根拠を確認しなければならない。取り違えを防ぐため、評価結果はパッケージに登録する。
#     messages:
#       no_quality: モデル品質の評価結果が登録されていない（ModelMetrics.ModelQuality.Statistics）
#       no_bias: バイアスの評価結果が登録されていない（ModelMetrics.Bias）
#       no_explainability: 説明可能性の評価結果が登録されていない（ModelMetrics.Explainability.Report）
#     remediation: ModelMetrics（ModelQuality、Bias、Explainability）に評価レポートを指定してパッケージを登録する。
package controls.sagemaker.package_evaluated

applies if input.resource.properties.ModelApprovalStatus == "Approved"

violation contains {
	"code": "no_quality",
	"evidence": ["/resource/properties/ModelMetrics/ModelQuality/Statistics/S3Uri"],
} if {
	not input.resource.properties.ModelMetrics.ModelQuality.Statistics.S3Uri
}

violation contains {
	"code": "no_bias",
	"evidence": [concat("/", ["/resource/properties/ModelMetrics/Bias", report, "S3Uri"]) | some report in bias_reports],
} if {
	not some_bias_report
}

violation contains {
	"code": "no_explainability",
	"evidence": ["/resource/properties/ModelMetrics/Explainability/Report/S3Uri"],
} if {
	not input.resource.properties.ModelMetrics.Explainability.Report.S3Uri
}

# Before or after training, or both in one.
bias_reports := ["Report", "PreTrainingReport", "PostTrainingReport"]

some_bias_report if {
	some report in bias_reports
	input.resource.properties.ModelMetrics.Bias[report].S3Uri
}
