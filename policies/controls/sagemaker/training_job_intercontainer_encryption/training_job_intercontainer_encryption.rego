# METADATA
# title: Distributed training jobs encrypt the traffic between their instances
# description: >-
#   The instances of a distributed job exchange gradients and shards of the training data. Without encryption they cross
#   the network in the clear.
# custom:
#   resource: AWS::SageMaker::TrainingJob
#   severity: medium
#   theme: encryption
#   live_only: true
#   messages:
#     clear: traffic between its instances is not encrypted (EnableInterContainerTrafficEncryption)
#   remediation: >-
#     Start distributed training jobs with EnableInterContainerTrafficEncryption set to true, and deny
#     sagemaker:CreateTrainingJob without it (condition key sagemaker:InterContainerTrafficEncryption).
#   ja:
#     title: 分散学習ジョブはインスタンス間の通信を暗号化している
#     description: 分散学習ではインスタンス間で勾配や学習データの断片が交換される。暗号化しなければ平文でネットワークを流れる。
#     messages:
#       clear: インスタンス間の通信が暗号化されていない（EnableInterContainerTrafficEncryption）
#     remediation: EnableInterContainerTrafficEncryption を true とし、指定のない sagemaker:CreateTrainingJob を IAM で拒否する。
package controls.sagemaker.training_job_intercontainer_encryption

# One instance alone exchanges nothing.
applies if input.resource.properties.ResourceConfig.InstanceCount > 1

applies if {
	sum([group.InstanceCount | some group in input.resource.properties.ResourceConfig.InstanceGroups]) > 1
}

violation contains {
	"code": "clear",
	"evidence": ["/resource/properties/EnableInterContainerTrafficEncryption"],
} if {
	not encrypted
}

encrypted if input.resource.properties.EnableInterContainerTrafficEncryption == true
