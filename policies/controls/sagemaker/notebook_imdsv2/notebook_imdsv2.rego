# METADATA
# title: Notebook instances answer the metadata service by version 2 only
# description: >-
#   Version 1 of the instance metadata service hands the role's credentials to any request that a library or a proxy on
#   the notebook can be led to send. Version 2 demands a session token first.
# custom:
#   resource: AWS::SageMaker::NotebookInstance
#   severity: medium
#   theme: access
#   messages:
#     version_1: version 1 is allowed (MinimumInstanceMetadataServiceVersion is {version})
#     default: the minimum version is left at its default, which allows version 1
#   remediation: >-
#     Stop the notebook instance, set MinimumInstanceMetadataServiceVersion (of InstanceMetadataServiceConfiguration) to
#     2 and start it again.
#   ja:
#     title: ノートブックインスタンスはメタデータサービスのバージョン 2 のみを使用している
#     description: メタデータサービスのバージョン 1 は、ノートブック上のライブラリやプロキシに送らせた任意のリクエストにロールの認証情報を返す。バージョン 2 はセッショントークンを必須とする。
#     messages:
#       version_1: バージョン 1 が許可されている（MinimumInstanceMetadataServiceVersion は {version}）
#       default: 最小バージョンが既定値のままであり、バージョン 1 が許可されている
#     remediation: ノートブックインスタンスを停止し、MinimumInstanceMetadataServiceVersion を 2 に変更して再開する。
package controls.sagemaker.notebook_imdsv2

violation contains {"code": "version_1", "args": {"version": version}, "evidence": [minimum]} if {
	version := input.resource.properties.InstanceMetadataServiceConfiguration.MinimumInstanceMetadataServiceVersion
	version != "2"
}

violation contains {"code": "default", "evidence": [minimum]} if {
	not input.resource.properties.InstanceMetadataServiceConfiguration.MinimumInstanceMetadataServiceVersion
}

minimum := "/resource/properties/InstanceMetadataServiceConfiguration/MinimumInstanceMetadataServiceVersion"
