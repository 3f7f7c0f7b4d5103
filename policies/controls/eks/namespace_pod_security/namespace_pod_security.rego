# METADATA
# title: Namespaces with AI workloads enforce a Pod Security Standard
# description: >-
#   What no rule forbids, somebody will run: without enforcement any data scientist who may create a pod may create a
#   privileged one.
# custom:
#   resource: Kubernetes::Namespace
#   severity: medium
#   theme: access
#   messages:
#     none: no Pod Security Standard is enforced in the namespace
#     weak: the level {level} is enforced, which forbids nothing
#   remediation: >-
#     Label the namespace pod-security.kubernetes.io/enforce=baseline, better restricted; find what it would refuse by
#     the labels warn and audit first.
#   ja:
#     title: AI ワークロードの名前空間は Pod Security Standard を強制している
#     description: 禁止されていないものはいずれ実行される。強制がなければ、Pod を作成できる利用者は誰でも特権 Pod を作成できる。
#     messages:
#       none: 名前空間で Pod Security Standard が強制されていない
#       weak: 強制されているレベル {level} は何も禁止しない
#     remediation: >-
#       名前空間に pod-security.kubernetes.io/enforce=baseline、望ましくは restricted のラベルを付ける。
#       事前に warn と audit で拒否される対象を確認する。
package controls.eks.namespace_pod_security

import data.lib.workload

applies if {
	some other in input.refs.workloads
	workload.is_ai(other.properties.kind, other.properties.podTemplates)
}

violation contains {"code": "none", "evidence": [label]} if {
	not input.resource.properties.labels["pod-security.kubernetes.io/enforce"]
}

violation contains {"code": "weak", "args": {"level": level}, "evidence": [label]} if {
	level := input.resource.properties.labels["pod-security.kubernetes.io/enforce"]
	not level in {"baseline", "restricted"}
}

label := "/resource/properties/labels/pod-security.kubernetes.io~1enforce"
