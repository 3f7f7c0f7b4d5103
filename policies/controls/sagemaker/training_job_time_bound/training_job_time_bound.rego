# METADATA
# title: Training jobs end within the time the organisation allows
# description: >-
#   A job that hangs is billed until its time limit, which may be 28 days. AWS sets one day where nothing is said; on
#   Spot instances the limit of the run counts, not the wait for capacity.
# custom:
#   resource: AWS::SageMaker::TrainingJob
#   severity: low
#   theme: cost
#   live_only: true
#   messages:
#     too_long: it may run for {seconds} seconds (MaxRuntimeInSeconds), where {allowed} hours are allowed
#   remediation: >-
#     Start training jobs with StoppingCondition.MaxRuntimeInSeconds close to what they take, and deny
#     sagemaker:CreateTrainingJob beyond it (condition key sagemaker:MaxRuntimeInSeconds).
#   ja:
#     title: 学習ジョブは組織が認める時間内に終了する
#     description: 停止しなくなったジョブは時間上限（最長 28 日）まで課金される。指定がない場合の上限は 1 日である。スポットインスタンスでは、容量の待ち時間ではなく実行時間の上限を評価する。
#     messages:
#       too_long: "{seconds} 秒まで実行できる設定であり、上限の {allowed} 時間を超えている（MaxRuntimeInSeconds）"
#     remediation: 実際の所要時間に近い StoppingCondition.MaxRuntimeInSeconds を指定し、これを超える sagemaker:CreateTrainingJob を IAM で拒否する。
package controls.sagemaker.training_job_time_bound

violation contains {
	"code": "too_long",
	"args": {"seconds": format_int(seconds, 10), "allowed": format_int(allowed, 10)},
	"evidence": [
		"/resource/properties/StoppingCondition/MaxRuntimeInSeconds",
		"/params/cost/longest_training_hours",
	],
} if {
	allowed := input.params.cost.longest_training_hours
	seconds > allowed * 3600
}

# https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_StoppingCondition.html
default seconds := 86400

seconds := input.resource.properties.StoppingCondition.MaxRuntimeInSeconds
