# METADATA
# title: Training jobs are isolated from the network
# description: >-
#   Training code and the packages it brings along can send the training data out while it runs. In isolation SageMaker
#   alone fetches the data and stores the model.
# custom:
#   resource: AWS::SageMaker::TrainingJob
#   severity: high
#   theme: network
#   live_only: true
#   messages:
#     open: its containers may open network connections (EnableNetworkIsolation)
#   remediation: >-
#     Start training jobs with EnableNetworkIsolation set to true, and deny sagemaker:CreateTrainingJob without it
#     (condition key sagemaker:NetworkIsolation).
#   ja:
#     title: 学習ジョブはネットワークから分離されている
#     description: 学習コードや同梱パッケージは、実行中に学習データを外部へ送信できる。分離すれば、データの取得とモデルの保存は SageMaker のみが行う。
#     messages:
#       open: コンテナがネットワーク接続を行える（EnableNetworkIsolation）
#     remediation: EnableNetworkIsolation を true として学習ジョブを実行し、指定のない sagemaker:CreateTrainingJob を IAM で拒否する。
package controls.sagemaker.training_job_network_isolation

# AWS isolates nothing by itself.
violation contains {"code": "open", "evidence": ["/resource/properties/EnableNetworkIsolation"]} if {
	not isolated
}

isolated if input.resource.properties.EnableNetworkIsolation == true
