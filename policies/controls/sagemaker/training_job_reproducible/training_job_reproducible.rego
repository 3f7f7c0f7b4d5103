# METADATA
# title: Training jobs name their image by digest
# description: >-
#   A tag can be moved to another image after the job ran. Only a digest lets an auditor say which code made a model,
#   and run it again. Algorithm resources fix the digest themselves.
# custom:
#   resource: AWS::SageMaker::TrainingJob
#   severity: low
#   theme: audit
#   live_only: true
#   messages:
#     tag: the image {image} is not named by digest
#   remediation: >-
#     Start training jobs with AlgorithmSpecification.TrainingImage of the form repository@sha256:..., resolved from the
#     tag when the pipeline is built.
#   ja:
#     title: 学習ジョブはイメージをダイジェストで指定している
#     description: タグは実行後に別のイメージへ付け替えられる。どのコードがモデルを作ったかを示し再実行できるのは、ダイジェスト指定のみである。アルゴリズムリソースはダイジェストを自ら固定する。
#     messages:
#       tag: イメージ {image} がダイジェストで指定されていない
#     remediation: AlgorithmSpecification.TrainingImage を repository@sha256:... の形式とし、パイプライン構築時にタグから解決する。
package controls.sagemaker.training_job_reproducible

# Jobs of an algorithm resource, or without a container of their own, name no image.
applies if input.resource.properties.AlgorithmSpecification.TrainingImage

violation contains {"code": "tag", "args": {"image": image}, "evidence": [place]} if {
	image := input.resource.properties.AlgorithmSpecification.TrainingImage
	not regex.match(`@sha256:[0-9a-f]{64}$`, image)
}

place := "/resource/properties/AlgorithmSpecification/TrainingImage"
