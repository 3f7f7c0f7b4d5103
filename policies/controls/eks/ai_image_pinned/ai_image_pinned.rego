# METADATA
# title: AI workloads run images by digest
# description: >-
#   A tag is what the registry says today. Only a digest runs again tomorrow what was scanned and approved, and what a
#   rollback would bring back.
# custom:
#   resource: Kubernetes::Workload
#   severity: medium
#   theme: resilience
#   messages:
#     tag: the container {container} runs {image}, which names no digest
#   remediation: Name the image by its digest (repository@sha256:…), as the pipeline that built it reports it.
#   ja:
#     title: AI ワークロードのイメージはダイジェストで指定されている
#     description: タグの指す内容は変わり得る。検査と承認を経たもの、切り戻しで復元すべきものと同一であると示せるのはダイジェストだけである。
#     messages:
#       tag: コンテナ {container} のイメージ {image} にダイジェストの指定がない
#     remediation: ビルドしたパイプラインが示すダイジェスト（repository@sha256:…）でイメージを指定する。
package controls.eks.ai_image_pinned

import data.lib.evidence
import data.lib.workload

applies if workload.is_ai(input.resource.properties.kind, input.resource.properties.podTemplates)

# A model server that KServe chooses names no image of its own: its ServingRuntime does.
violation contains {
	"code": "tag",
	"args": {"container": object.get(container, "name", "?"), "image": container.image},
	"evidence": [evidence.at(["resource", "properties", "podTemplates", index, "spec", list, place])],
} if {
	some index, template in input.resource.properties.podTemplates
	some list in ["containers", "initContainers"]
	some place, container in template.spec[list]
	not regex.match(`@sha256:[0-9a-f]{64}$`, container.image)
}
