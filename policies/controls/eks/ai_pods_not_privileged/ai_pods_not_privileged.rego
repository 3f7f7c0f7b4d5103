# METADATA
# title: Pods of AI workloads have no hold on their node
# description: >-
#   Models and packages from elsewhere run in these pods. One that is privileged, shares the node's namespaces or mounts
#   its files takes over the node and every other team's pods on it.
# custom:
#   resource: Kubernetes::Workload
#   severity: critical
#   theme: access
#   messages:
#     privileged: the container {container} is privileged
#     root: the container {container} is made to run as root
#     capability: the container {container} has the capability {capability}
#     host: the pods share {what} of their node
#     host_path: the pods mount {path} of their node
#   remediation: >-
#     Take privileged, hostNetwork, hostPID, hostIPC, hostPath and added capabilities out of the pod template. GPUs need
#     none of them, only the device plugin does; shared memory is an emptyDir of medium Memory.
#   ja:
#     title: AI ワークロードの Pod はノードを支配できない
#     description: これらの Pod では外部から取得したモデルやパッケージが動作する。特権、ノードの名前空間の共有、ノードのファイルのマウントは、ノードと他チームの Pod の掌握につながる。
#     messages:
#       privileged: コンテナ {container} が特権モードである
#       root: コンテナ {container} が root で実行される設定である
#       capability: コンテナ {container} にケーパビリティ {capability} が追加されている
#       host: Pod がノードの {what} を共有している
#       host_path: Pod がノードの {path} をマウントしている
#     remediation: >-
#       Pod テンプレートから privileged、hostNetwork、hostPID、hostIPC、hostPath、追加のケーパビリティを除く。
#       GPU の利用にこれらは不要であり、必要なのはデバイスプラグインだけである。
package controls.eks.ai_pods_not_privileged

import data.lib.evidence
import data.lib.workload

applies if workload.is_ai(input.resource.properties.kind, input.resource.properties.podTemplates)

violation contains {
	"code": "privileged",
	"args": {"container": name_of(container)},
	"evidence": [pointer],
} if {
	some pointer, container in containers
	container.securityContext.privileged == true
}

violation contains {"code": "root", "args": {"container": name_of(container)}, "evidence": [pointer]} if {
	some pointer, container in containers
	container.securityContext.runAsUser == 0
}

# What the pod says holds for a container that says nothing.
violation contains {
	"code": "root",
	"args": {"container": name_of(container)},
	"evidence": [
		evidence.at(["resource", "properties", "podTemplates", index, "spec", "securityContext", "runAsUser"]),
		evidence.at(["resource", "properties", "podTemplates", index, "spec", list, place]),
	],
} if {
	some index, template in input.resource.properties.podTemplates
	template.spec.securityContext.runAsUser == 0
	some list in ["containers", "initContainers"]
	some place, container in template.spec[list]
	not has_user(container)
}

# Containers may bind low ports: the Baseline standard admits what most runtimes give anyway, so only what goes beyond.
# https://kubernetes.io/docs/concepts/security/pod-security-standards/
violation contains {
	"code": "capability",
	"args": {"container": name_of(container), "capability": capability},
	"evidence": [pointer],
} if {
	some pointer, container in containers
	some capability in container.securityContext.capabilities.add
	not upper(trim_prefix(upper(capability), "CAP_")) in harmless
}

violation contains {
	"code": "host",
	"args": {"what": what},
	"evidence": [evidence.at(["resource", "properties", "podTemplates", index, "spec", member])],
} if {
	some index, template in input.resource.properties.podTemplates
	some member, what in {
		"hostNetwork": "the network",
		"hostPID": "the processes",
		"hostIPC": "the inter-process communication",
	}
	template.spec[member] == true
}

violation contains {
	"code": "host_path",
	"args": {"path": object.get(volume, ["hostPath", "path"], "?")},
	"evidence": [evidence.at(["resource", "properties", "podTemplates", index, "spec", "volumes", place])],
} if {
	some index, template in input.resource.properties.podTemplates
	some place, volume in template.spec.volumes
	volume.hostPath
}

containers[pointer] := container if {
	some index, template in input.resource.properties.podTemplates
	some place, container in template.spec.containers
	pointer := evidence.at(["resource", "properties", "podTemplates", index, "spec", "containers", place])
}

containers[pointer] := container if {
	some index, template in input.resource.properties.podTemplates
	some place, container in template.spec.initContainers
	pointer := evidence.at(["resource", "properties", "podTemplates", index, "spec", "initContainers", place])
}

has_user(container) if is_number(container.securityContext.runAsUser)

name_of(container) := object.get(container, "name", "?")

harmless := {
	"AUDIT_WRITE",
	"CHOWN",
	"DAC_OVERRIDE",
	"FOWNER",
	"FSETID",
	"KILL",
	"MKNOD",
	"NET_BIND_SERVICE",
	"SETFCAP",
	"SETGID",
	"SETPCAP",
	"SETUID",
	"SYS_CHROOT",
}
