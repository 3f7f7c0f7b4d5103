# METADATA
# title: Studio spaces do not put off the shutdown of idle applications
# description: >-
#   A space may set a longer idle time than its domain, and its application, on whatever instance, is then billed for as
#   long. What a space does not set the domain decides (sagemaker/domain_idle_shutdown).
# custom:
#   resource: AWS::SageMaker::Space
#   severity: low
#   theme: cost
#   messages:
#     too_late: idle {app} applications are shut down later than after {allowed} hours
#   remediation: >-
#     Lower IdleTimeoutInMinutes of the space, and set MaxIdleTimeoutInMinutes in the domain's default user settings so
#     that no space can exceed it.
#   ja:
#     title: Studio スペースはアイドル停止を先延ばししていない
#     description: >-
#       スペースはドメインより長いアイドル時間を設定でき、その間アプリケーションはインスタンスの料金で課金され続ける。
#       スペースに設定がなければドメインの設定に従う（sagemaker/domain_idle_shutdown）。
#     messages:
#       too_late: アイドル状態の {app} アプリケーションの停止が上限の {allowed} 時間より遅い
#     remediation: >-
#       スペースの IdleTimeoutInMinutes を短縮し、超過を防ぐためにドメインの既定のユーザー設定で
#       MaxIdleTimeoutInMinutes を設定する。
package controls.sagemaker.space_idle_shutdown

import data.lib.evidence

violation contains {
	"code": "too_late",
	"args": {"app": app, "allowed": format_int(allowed, 10)},
	"evidence": [
		evidence.at([
			"resource", "properties", "SpaceSettings", settings, "AppLifecycleManagement", "IdleSettings",
			"IdleTimeoutInMinutes",
		]),
		"/params/cost/longest_idle_hours",
	],
} if {
	some settings, app in {"JupyterLabAppSettings": "JupyterLab", "CodeEditorAppSettings": "Code Editor"}
	idle := input.resource.properties.SpaceSettings[settings].AppLifecycleManagement.IdleSettings
	idle.IdleTimeoutInMinutes > allowed * 60
}

allowed := input.params.cost.longest_idle_hours
