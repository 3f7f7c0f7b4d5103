# METADATA
# title: Models run images that cannot be exchanged under their name
# description: >-
#   A model that names its image by a tag that can be moved runs other code after the next push, without a new model
#   and without an approval.
# custom:
#   resource: AWS::SageMaker::Model
#   severity: medium
#   theme: approval
#   messages:
#     mutable: the image {image} is named by a tag that can be moved
#     dangling: the image {image} names a repository that does not exist
#   remediation: Name the image by its digest (@sha256:...), or make the repository's tags immutable.
#   ja:
#     title: モデルは差し替えのきかないイメージを使用している
#     description: 付け替え可能なタグでイメージを参照するモデルは、次のプッシュ以降、新しいモデルも承認もなく別のコードを実行する。
#     messages:
#       mutable: イメージ {image} は付け替え可能なタグで参照されている
#       dangling: イメージ {image} の参照先リポジトリが存在しない
#     remediation: イメージをダイジェスト（@sha256:...）で参照するか、リポジトリのタグを変更不可にする。
package controls.sagemaker.model_image_pinned

import data.lib.evidence
import data.lib.image as registry

# Other registries answer for their own tags.
applies if some _ in input.resource.runtime.Images

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
