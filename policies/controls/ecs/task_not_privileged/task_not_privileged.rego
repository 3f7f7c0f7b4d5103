# METADATA
# title: Tasks have no hold on the instance that runs them
# description: >-
#   Models and packages from elsewhere run in these containers. One that is privileged, shares the instance's namespaces
#   or mounts its files takes over the instance, its role, and every other task on it. On Fargate no task can.
# custom:
#   resource: AWS::ECS::TaskDefinition
#   severity: high
#   theme: access
#   messages:
#     privileged: the container {container} is privileged
#     root: the container {container} is made to run as root
#     capability: the container {container} has the capability {capability}
#     host: the task shares {what} of its instance
#     host_path: the task mounts {path} of its instance
#   remediation: >-
#     Register a revision without privileged, added capabilities, the user root, host volumes and the mode host for
#     network, processes and IPC, and let the service run it. GPUs are asked for by resourceRequirements and need none
#     of them.
#   ja:
#     title: タスクは実行先のインスタンスを支配できない
#     description: コンテナでは外部から取得したモデルやパッケージが動作する。特権、名前空間の共有、ファイルのマウントは、インスタンスとそのロール、同居するタスクの掌握につながる。Fargate では起こり得ない。
#     messages:
#       privileged: コンテナ {container} が特権モードである
#       root: コンテナ {container} が root で実行される設定である
#       capability: コンテナ {container} にケーパビリティ {capability} が追加されている
#       host: タスクがインスタンスの {what} を共有している
#       host_path: タスクがインスタンスの {path} をマウントしている
#     remediation: >-
#       privileged、追加のケーパビリティ、root ユーザー、ホストのボリューム、ネットワーク・プロセス・IPC の host モードを除いたリビジョンを登録し、サービスに実行させる。
#       GPU は resourceRequirements で要求すればよく、これらは不要である。
package controls.ecs.task_not_privileged

import data.lib.evidence

default applies := true

applies := false if input.resource.properties.RequiresCompatibilities == ["FARGATE"]

violation contains {"code": "privileged", "args": {"container": name_of(container)}, "evidence": [pointer]} if {
	some pointer, container in containers
	container.Privileged == true
}

# What the image says where the definition says nothing, nobody sees.
violation contains {"code": "root", "args": {"container": name_of(container)}, "evidence": [pointer]} if {
	some pointer, container in containers
	regex.match(`^(root|0+)(:|$)`, container.User)
}

violation contains {
	"code": "capability",
	"args": {"container": name_of(container), "capability": capability},
	"evidence": [pointer],
} if {
	some pointer, container in containers
	some capability in container.LinuxParameters.Capabilities.Add
	not upper(capability) in harmless
}

violation contains {
	"code": "host",
	"args": {"what": "the network"},
	"evidence": ["/resource/properties/NetworkMode"],
} if {
	input.resource.properties.NetworkMode == "host"
}

violation contains {
	"code": "host",
	"args": {"what": "the processes"},
	"evidence": ["/resource/properties/PidMode"],
} if {
	input.resource.properties.PidMode == "host"
}

violation contains {
	"code": "host",
	"args": {"what": "the inter-process communication"},
	"evidence": ["/resource/properties/IpcMode"],
} if {
	input.resource.properties.IpcMode == "host"
}

# Without a path the volume lives and dies with its task.
violation contains {
	"code": "host_path",
	"args": {"path": volume.Host.SourcePath},
	"evidence": [evidence.at(["resource", "properties", "Volumes", index])],
} if {
	some index, volume in input.resource.properties.Volumes
	volume.Host.SourcePath != ""
}

containers[pointer] := container if {
	some index, container in input.resource.properties.ContainerDefinitions
	pointer := evidence.at(["resource", "properties", "ContainerDefinitions", index])
}

name_of(container) := object.get(container, "Name", "?")

# Docker gives these to every container anyway.
harmless := {
	"AUDIT_WRITE",
	"CHOWN",
	"DAC_OVERRIDE",
	"FOWNER",
	"FSETID",
	"KILL",
	"MKNOD",
	"NET_BIND_SERVICE",
	"NET_RAW",
	"SETFCAP",
	"SETGID",
	"SETPCAP",
	"SETUID",
	"SYS_CHROOT",
}
