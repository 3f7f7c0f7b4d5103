# METADATA
# title: Models pull their images from a private registry through the VPC
# description: >-
#   A model that pulls its image over SageMaker's own network can run an image of any registry that the platform
#   reaches, past the VPC's controls and its logs.
# custom:
#   resource: AWS::SageMaker::Model
#   severity: medium
#   theme: network
#   messages:
#     platform: the container at {container} does not pull its image through the VPC
#     no_container: the model names no container
#   remediation: >-
#     Create the model with ImageConfig.RepositoryAccessMode set to Vpc in every container, and a VpcConfig from whose
#     subnets the registry can be reached.
#   ja:
#     title: モデルは VPC 経由でプライベートレジストリからイメージを取得する
#     description: SageMaker のネットワークからイメージを取得するモデルは、VPC の統制とログを経ずに任意のレジストリのイメージを実行できる。
#     messages:
#       platform: "{container} のコンテナが VPC 経由でイメージを取得していない"
#       no_container: モデルにコンテナが定義されていない
#     remediation: すべてのコンテナの ImageConfig.RepositoryAccessMode を Vpc とし、レジストリへ到達できる VpcConfig を指定してモデルを作り直す。
package controls.sagemaker.model_private_registry

import data.lib.evidence

# AWS pulls over its own network ("Platform") where nothing is said.
violation contains {
	"code": "platform",
	"args": {"container": pointer},
	"evidence": [concat("", [pointer, "/ImageConfig/RepositoryAccessMode"])],
} if {
	some pointer, container in containers
	not container.ImageConfig.RepositoryAccessMode == "Vpc"
}

violation contains {
	"code": "no_container",
	"evidence": ["/resource/properties/PrimaryContainer", "/resource/properties/Containers"],
} if {
	count(containers) == 0
}

containers[pointer] := container if {
	container := input.resource.properties.PrimaryContainer
	pointer := "/resource/properties/PrimaryContainer"
}

containers[pointer] := container if {
	some index, container in input.resource.properties.Containers
	pointer := evidence.at(["resource", "properties", "Containers", index])
}
