# METADATA
# title: Containers of tasks cannot change their own image
# description: >-
#   In a container whose root file system can be written to, whoever breaks in replaces the server or the model that was
#   approved, and nothing shows it. Windows containers cannot be confined so.
# custom:
#   resource: AWS::ECS::TaskDefinition
#   severity: medium
#   theme: access
#   messages:
#     writable: the root file system of the container {container} can be written to
#   remediation: >-
#     Set readonlyRootFilesystem, and mount a volume or tmpfs where the server has to write (model cache, /tmp);
#     register the revision and let the service run it.
#   ja:
#     title: タスクのコンテナは自身のイメージを変更できない
#     description: ルートファイルシステムに書き込めるコンテナでは、侵入者が承認済みのサーバーやモデルを差し替えても痕跡が残らない。Windows コンテナは対象外とする。
#     messages:
#       writable: コンテナ {container} のルートファイルシステムが書き込み可能である
#     remediation: readonlyRootFilesystem を有効にし、書き込みが必要な箇所（モデルのキャッシュ、/tmp）にはボリュームまたは tmpfs をマウントしたリビジョンを登録し、サービスに実行させる。
package controls.ecs.root_filesystem_read_only

import data.lib.evidence

default applies := true

applies := false if startswith(input.resource.properties.RuntimePlatform.OperatingSystemFamily, "WINDOWS")

# ECS's default is false.
violation contains {
	"code": "writable",
	"args": {"container": object.get(container, "Name", "?")},
	"evidence": [evidence.at(["resource", "properties", "ContainerDefinitions", index])],
} if {
	some index, container in input.resource.properties.ContainerDefinitions
	not container.ReadonlyRootFilesystem == true
}
