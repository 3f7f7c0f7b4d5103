# METADATA
# title: Pipelines have run to their end in the allowed time
# description: >-
#   A pipeline that has not succeeded for long can no longer make the model that is in production: what made it has
#   drifted away, or broken.
# custom:
#   resource: AWS::SageMaker::Pipeline
#   severity: low
#   theme: resilience
#   live_only: true
#   messages:
#     stale: it has not succeeded within the allowed days
#   remediation: Run the pipeline and mend what fails, or delete it when its model is retired.
#   ja:
#     title: パイプラインは所定の期間内に正常終了している
#     description: 長期間成功していないパイプラインでは、本番のモデルを再現できない。前提が変わったか、壊れている可能性がある。
#     messages:
#       stale: 所定の日数以内に成功した実行がない
#     remediation: パイプラインを実行して失敗の原因を修正するか、モデルの廃止とともに削除する。
package controls.sagemaker.pipeline_run_recent

# A young pipeline may not have had its turn yet.
applies if not is_young

violation contains {
	"code": "stale",
	"evidence": ["/resource/runtime/Executions", "/params/mlops/pipeline_run_days", "/now"],
} if {
	count(recent) == 0
}

recent := [execution |
	some execution in input.resource.runtime.Executions
	execution.PipelineExecutionStatus == "Succeeded"
	execution.StartTime >= since
]

is_young if input.resource.runtime.CreationTime > since

# A day has 86,400,000 milliseconds.
since := input.now - (input.params.mlops.pipeline_run_days * 86400000)
