# METADATA
# title: Tasks run images that cannot be exchanged under their name
# description: >-
#   A tag that can be moved makes the next deployment run other code, without a new revision and without an approval.
#   Tags of the account's own repositories count where they are immutable; other registries promise nothing.
# custom:
#   resource: AWS::ECS::TaskDefinition
#   severity: medium
#   theme: approval
#   messages:
#     mutable: the image {image} is named by a tag that can be moved
#     dangling: the image {image} names a repository that does not exist
#     foreign: the container {container} runs {image} of another registry, which names no digest
#   remediation: Name the image by its digest (@sha256:...), or make the repository's tags immutable.
#   ja:
#     title: タスクは差し替えのきかないイメージを使用している
#     description: 付け替え可能なタグを参照していると、次のデプロイで新しいリビジョンも承認もなく別のコードが実行される。自アカウントのリポジトリのタグは変更不可であれば適合とし、他のレジストリのタグは信頼しない。
#     messages:
#       mutable: イメージ {image} は付け替え可能なタグで参照されている
#       dangling: イメージ {image} の参照先リポジトリが存在しない
#       foreign: コンテナ {container} の使用する他のレジストリのイメージ {image} にダイジェストの指定がない
#     remediation: イメージをダイジェスト（@sha256:...）で参照するか、リポジトリのタグを変更不可にする。
package controls.ecs.image_pinned

import data.lib.evidence
import data.lib.image as registry

violation contains {
	"code": "mutable",
	"args": {"image": image.Image},
	"evidence": [
		evidence.at(["resource", "runtime", "Images", index]),
		evidence.at(["refs", "repositories", image.Repository, "properties", "ImageTagMutability"]),
		evidence.at(["refs", "repositories", image.Repository, "properties", "ImageTagMutabilityExclusionFilters"]),
	],
} if {
	some index, image in input.resource.runtime.Images
	not image.Digest
	registry.movable(input.refs.repositories[image.Repository], image.Tag)
}

violation contains {
	"code": "dangling",
	"args": {"image": image.Image},
	"evidence": [
		evidence.at(["resource", "runtime", "Images", index]),
		evidence.at(["refs", "repositories", image.Repository]),
	],
} if {
	some index, image in input.resource.runtime.Images
	not input.refs.repositories[image.Repository]
}

violation contains {
	"code": "foreign",
	"args": {"container": object.get(container, "Name", "?"), "image": container.Image},
	"evidence": [
		evidence.at(["resource", "properties", "ContainerDefinitions", index]),
		"/resource/runtime/Images",
	],
} if {
	some index, container in input.resource.properties.ContainerDefinitions
	not regex.match(`@sha256:[0-9a-f]{64}$`, container.Image)
	not is_own(container.Image)
}

is_own(name) if {
	some image in input.resource.runtime.Images
	image.Image == name
}
