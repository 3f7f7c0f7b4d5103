# METADATA
# title: Studio domains shut idle applications down
# description: >-
#   An application that nobody uses is billed until somebody stops it. AWS shuts nothing down by itself; the domain's
#   setting holds for every profile and space that sets none of its own.
# custom:
#   resource: AWS::SageMaker::Domain
#   severity: low
#   theme: cost
#   messages:
#     "off": idle {app} applications are not shut down
#     too_late: idle {app} applications are shut down later than after {allowed} hours
#   remediation: >-
#     Set AppLifecycleManagement.IdleSettings of JupyterLab and Code Editor in the domain's default user settings to
#     ENABLED, with an IdleTimeoutInMinutes within what the organisation allows.
#   ja:
#     title: Studio ドメインはアイドル状態のアプリケーションを停止している
#     description: 使われていないアプリケーションは停止するまで課金される。AWS は自動では停止しない。ドメインの設定は、個別に設定していない全プロファイルとスペースに適用される。
#     messages:
#       "off": アイドル状態の {app} アプリケーションが停止されない
#       too_late: アイドル状態の {app} アプリケーションの停止が上限の {allowed} 時間より遅い
#     remediation: 既定のユーザー設定で JupyterLab と Code Editor の IdleSettings を ENABLED とし、IdleTimeoutInMinutes を組織の上限以内にする。
package controls.sagemaker.domain_idle_shutdown

violation contains {"code": "off", "args": {"app": app}, "evidence": [place]} if {
	some app, place in places
	not idle[app].LifecycleManagement == "ENABLED"
}

violation contains {
	"code": "too_late",
	"args": {"app": app, "allowed": format_int(allowed, 10)},
	"evidence": [place, "/params/cost/longest_idle_hours"],
} if {
	some app, place in places
	idle[app].LifecycleManagement == "ENABLED"
	idle[app].IdleTimeoutInMinutes > allowed * 60
}

allowed := input.params.cost.longest_idle_hours

idle[app] := settings if {
	app := "JupyterLab"
	settings := input.resource.properties.DefaultUserSettings.JupyterLabAppSettings.AppLifecycleManagement.IdleSettings
}

idle[app] := settings if {
	app := "Code Editor"
	settings := input.resource.properties.DefaultUserSettings.CodeEditorAppSettings.AppLifecycleManagement.IdleSettings
}

places := {
	"JupyterLab": "/resource/properties/DefaultUserSettings/JupyterLabAppSettings",
	"Code Editor": "/resource/properties/DefaultUserSettings/CodeEditorAppSettings",
}
