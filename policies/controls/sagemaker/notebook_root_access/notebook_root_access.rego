# METADATA
# title: Users of notebook instances have no root access
# description: >-
#   A user with root access can switch off monitoring, read what others left on the instance and undo what the lifecycle
#   configuration set up. Lifecycle scripts themselves always run as root.
# custom:
#   resource: AWS::SageMaker::NotebookInstance
#   severity: high
#   theme: access
#   messages:
#     enabled: root access is enabled
#     default: root access is left at its default, which is enabled
#   remediation: Stop the notebook instance, set RootAccess to Disabled and start it again.
#   ja:
#     title: ノートブックインスタンスの利用者に root 権限を与えていない
#     description: root 権限を持つ利用者は、監視の停止、他者が残したデータの閲覧、ライフサイクル設定の無効化ができる。なお、ライフサイクルスクリプト自体は常に root で実行される。
#     messages:
#       enabled: root アクセスが有効になっている
#       default: root アクセスが既定値（有効）のままである
#     remediation: ノートブックインスタンスを停止し、RootAccess を Disabled に変更して再開する。
package controls.sagemaker.notebook_root_access

violation contains {"code": "enabled", "evidence": [access]} if {
	input.resource.properties.RootAccess != "Disabled"
}

# AWS enables it where nothing is said.
violation contains {"code": "default", "evidence": [access]} if {
	not input.resource.properties.RootAccess
}

access := "/resource/properties/RootAccess"
