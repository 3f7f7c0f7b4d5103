# METADATA
# title: Approved model packages can be traced to their training and its data
# description: >-
#   When data turn out to be wrong or have to be forgotten, somebody has to say which models learned from them.
#   SageMaker records it for what its jobs made, and for nothing that was put into the registry by hand.
# custom:
#   resource: AWS::SageMaker::ModelPackageLineage
#   severity: medium
#   theme: audit
#   live_only: true
#   messages:
#     no_training: SageMaker has no training job on record that led to it
#     no_data: SageMaker has no data set on record that led to it
#   remediation: >-
#     Register what a training job of SageMaker wrote (its S3ModelArtifacts), best by a pipeline; for models that were
#     trained elsewhere create artifacts of model and data and associate them (CreateArtifact, AddAssociation).
#   ja:
#     title: 承認済みのモデルパッケージは学習とそのデータまで追跡できる
#     description: >-
#       データの誤りや削除義務が判明したとき、どのモデルがそれを学習したかを示す必要がある。
#       SageMaker は自らのジョブの成果物について来歴を記録するが、手作業で登録されたものには記録がない。
#     messages:
#       no_training: このパッケージに至る学習ジョブの記録が SageMaker にない
#       no_data: このパッケージに至るデータセットの記録が SageMaker にない
#     remediation: >-
#       SageMaker の学習ジョブの出力（S3ModelArtifacts）を、可能であればパイプラインから登録する。
#       外部で学習したモデルは、モデルとデータのアーティファクトを作成して関連付ける（CreateArtifact、AddAssociation）。
package controls.sagemaker.package_lineage

violation contains {"code": "no_training", "evidence": ["/resource/runtime/TrainingJobs"]} if {
	count(input.resource.runtime.TrainingJobs) == 0
}

violation contains {"code": "no_data", "evidence": ["/resource/runtime/DataSets"]} if {
	count(input.resource.runtime.DataSets) == 0
}
