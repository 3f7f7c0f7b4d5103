# METADATA
# title: Containers of tasks send their logs away
# description: >-
#   What a model server wrote dies with its task on Fargate, and with its instance elsewhere, unless a log driver sends
#   it away. Then nobody can say what was asked, or why it failed.
# custom:
#   resource: AWS::ECS::TaskDefinition
#   severity: medium
#   theme: audit
#   messages:
#     none: no log driver is named for the container {container}
#     local: the logs of the container {container} stay on its instance, the driver is {driver}
#   remediation: >-
#     Set logConfiguration of each container to awslogs with a log group, or to awsfirelens or splunk, register the
#     revision and let the service run it.
#   ja:
#     title: タスクのコンテナはログを外部へ出力している
#     description: ログドライバーが外部へ送らなければ、モデルサーバーの出力は Fargate ではタスクとともに、それ以外ではインスタンスとともに失われ、何が要求され、なぜ失敗したかを示すことができない。
#     messages:
#       none: コンテナ {container} にログドライバーの指定がない
#       local: コンテナ {container} のログがインスタンス上に留まっている（ドライバーは {driver}）
#     remediation: 各コンテナの logConfiguration に awslogs（ロググループを指定）、awsfirelens または splunk を設定したリビジョンを登録し、サービスに実行させる。
package controls.ecs.containers_logged

import data.lib.evidence

violation contains {
	"code": "none",
	"args": {"container": object.get(container, "Name", "?")},
	"evidence": [at(index)],
} if {
	some index, container in input.resource.properties.ContainerDefinitions
	not container.LogConfiguration.LogDriver
}

violation contains {
	"code": "local",
	"args": {"container": object.get(container, "Name", "?"), "driver": container.LogConfiguration.LogDriver},
	"evidence": [at(index)],
} if {
	some index, container in input.resource.properties.ContainerDefinitions
	container.LogConfiguration.LogDriver in {"json-file", "journald"}
}

at(index) := evidence.at(["resource", "properties", "ContainerDefinitions", index])
