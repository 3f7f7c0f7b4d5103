# METADATA
# title: Notebook instances run on a platform that AWS still supports
# description: >-
#   A platform past its end of support gets no security updates, and a stopped instance of it can't be started again.
#   Support for Amazon Linux 2 ended on 30 June 2026; the platforms in support are a parameter of the organisation.
# custom:
#   resource: AWS::SageMaker::NotebookInstance
#   severity: medium
#   theme: resilience
#   messages:
#     unsupported: "{platform} is none of the supported platforms"
#   remediation: >-
#     Stop the notebook instance, set PlatformIdentifier to a supported platform such as notebook-al2023-v1, start it
#     and verify its lifecycle configuration.
#   ja:
#     title: ノートブックインスタンスは AWS のサポート対象プラットフォームで稼働している
#     description: サポート終了後のプラットフォームには更新が提供されず、停止すると再開できない（Amazon Linux 2 は 2026 年 6 月 30 日に終了）。対象は組織のパラメータで定める。
#     messages:
#       unsupported: "{platform} はサポート対象プラットフォームに含まれない"
#     remediation: ノートブックインスタンスを停止し、PlatformIdentifier を notebook-al2023-v1 などのサポート対象に変更して再開し、ライフサイクル設定の動作を確認する。
package controls.sagemaker.notebook_supported_platform

violation contains {
	"code": "unsupported",
	"args": {"platform": platform},
	"evidence": ["/resource/properties/PlatformIdentifier", "/params/sagemaker/supported_notebook_platforms"],
} if {
	not platform in input.params.sagemaker.supported_notebook_platforms
}

# AWS's default since 15 May 2026; a live instance always names its own.
# https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-al2.html (read 2026-11)
default platform := "notebook-al2023-v1"

platform := input.resource.properties.PlatformIdentifier
