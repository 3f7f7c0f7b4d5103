# METADATA
# title: Tasks of services get no public address
# description: >-
#   A public address puts the model, and whatever port its server opens besides, in front of the internet, past the load
#   balancer and its log. A task set has an address setting of its own.
# custom:
#   resource: AWS::ECS::Service
#   severity: high
#   theme: network
#   messages:
#     service: its tasks are given public addresses
#     task_set: the tasks of the task set {set} are given public addresses
#   remediation: >-
#     Set assignPublicIp to DISABLED, run the tasks in private subnets behind a load balancer, and give them VPC
#     endpoints or NAT for what they fetch (UpdateService; task sets have to be made anew).
#   ja:
#     title: ECS サービスのタスクにパブリック IP アドレスが割り当てられない
#     description: パブリック IP アドレスがあると、モデルやサーバーの開く他のポートが、ロードバランサーとそのログを経ずにインターネットへ露出する。タスクセットは独自の設定を持つ。
#     messages:
#       service: タスクにパブリック IP アドレスが割り当てられる
#       task_set: タスクセット {set} のタスクにパブリック IP アドレスが割り当てられる
#     remediation: >-
#       assignPublicIp を DISABLED とし、タスクをロードバランサー背後のプライベートサブネットで実行する（UpdateService）。
#       外部への通信には VPC エンドポイントまたは NAT を用いる。タスクセットは作り直す。
package controls.ecs.service_no_public_ip

import data.lib.evidence

violation contains {"code": "service", "evidence": [place]} if {
	input.resource.properties.NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp == "ENABLED"
}

violation contains {
	"code": "task_set",
	"args": {"set": object.get(set_of_tasks, "Id", "?")},
	"evidence": [evidence.at(["resource", "runtime", "TaskSets", index])],
} if {
	some index, set_of_tasks in input.resource.runtime.TaskSets
	set_of_tasks.NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp == "ENABLED"
}

place := "/resource/properties/NetworkConfiguration/AwsvpcConfiguration/AssignPublicIp"
