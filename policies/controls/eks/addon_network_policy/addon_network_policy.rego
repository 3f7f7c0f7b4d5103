# METADATA
# title: The network add-on of clusters enforces network policies
# description: >-
#   The VPC CNI accepts network policies and enforces none until it is told to: what should keep notebooks away from
#   model servers is then mere text.
# custom:
#   resource: AWS::EKS::Addon
#   severity: medium
#   theme: network
#   live_only: true
#   messages:
#     unset: enableNetworkPolicy is not set, and nothing else enforces network policies in the cluster
#     "off": enableNetworkPolicy is {value}, and nothing else enforces network policies in the cluster
#   remediation: >-
#     Set enableNetworkPolicy to "true" in the configuration values of vpc-cni (aws eks update-addon
#     --configuration-values).
#   ja:
#     title: クラスターのネットワークアドオンはネットワークポリシーを強制している
#     description: VPC CNI は、有効化しない限りネットワークポリシーを受け付けるだけで強制しない。ノートブックから推論サーバーへの接続を遮断するはずの定義が、効力を持たないままとなる。
#     messages:
#       unset: enableNetworkPolicy が設定されておらず、他にネットワークポリシーを強制する仕組みもない
#       "off": enableNetworkPolicy が {value} であり、他にネットワークポリシーを強制する仕組みもない
#     remediation: vpc-cni の設定値で enableNetworkPolicy を "true" にする（aws eks update-addon --configuration-values）。
package controls.eks.addon_network_policy

import data.lib.network_policy_engine

applies if input.resource.properties.AddonName == "vpc-cni"

violation contains {"code": "unset", "evidence": [switch, "/refs/engines"]} if {
	not input.resource.runtime.EnableNetworkPolicy
	not network_policy_engine.enforces
}

violation contains {"code": "off", "args": {"value": value}, "evidence": [switch, "/refs/engines"]} if {
	value := input.resource.runtime.EnableNetworkPolicy
	value != "true"
	not network_policy_engine.enforces
}

satisfied contains switch if input.resource.runtime.EnableNetworkPolicy == "true"

switch := "/resource/runtime/EnableNetworkPolicy"
