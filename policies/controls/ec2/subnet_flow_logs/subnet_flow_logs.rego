# METADATA
# title: Flow logs of the AI workloads' subnets are recorded and delivered
# description: >-
#   Without flow logs nobody can tell afterwards where training data or prompts went. A flow log stays ACTIVE though
#   nothing of it arrives, and one of rejected traffic only misses every exfiltration, which is accepted traffic; what
#   must be recorded is a parameter (network.flow_log_traffic). A flow log of the VPC covers its subnets.
# custom:
#   resource: AWS::EC2::Subnet
#   severity: medium
#   theme: audit
#   live_only: true
#   messages:
#     none: neither the subnet nor its VPC has a flow log of {traffic} traffic that is delivered
#   remediation: >-
#     Create a flow log of the VPC with TrafficType ALL, and see that its role or bucket policy lets it deliver
#     (DeliverLogsStatus SUCCESS).
#   ja:
#     title: AI ワークロードのサブネットのフローログが記録・配信されている
#     description: フローログがなければデータの送信先を事後に確認できない。配信に失敗しても状態は ACTIVE のままであり、拒否された通信だけの記録に持ち出しは残らない。
#     messages:
#       none: サブネットにも VPC にも、{traffic} の通信を記録し配信されているフローログがない
#     remediation: TrafficType を ALL として VPC のフローログを作成し、配信できていることを確認する（DeliverLogsStatus が SUCCESS）。
package controls.ec2.subnet_flow_logs

import data.lib.ai_use
import data.lib.evidence

applies if ai_use.is_used

applies if some _ in input.refs.clusters

applies if some _ in input.refs.nodegroups

applies if some _ in input.refs.fargateProfiles

applies if some _ in input.refs.vpcEndpoints

violation contains {
	"code": "none",
	"args": {"traffic": demanded},
	"evidence": ["/refs/flowLogs", "/params/network/flow_log_traffic"],
} if {
	not is_recorded
}

# One of all traffic is enough, whatever the organisation demands.
satisfied contains evidence.at(["refs", "flowLogs", index]) if {
	some index, log in input.refs.flowLogs
	is_delivered(log)
	log.properties.TrafficType == "ALL"
}

is_recorded if count(satisfied) > 0

is_recorded if {
	some log in input.refs.flowLogs
	is_delivered(log)
	log.properties.TrafficType == demanded
}

# One of accepted and one of rejected traffic are all of it together.
is_recorded if {
	recorded := {log.properties.TrafficType | some log in input.refs.flowLogs; is_delivered(log)}
	{"ACCEPT", "REJECT"} == recorded & {"ACCEPT", "REJECT"}
}

# AWS says nothing of the delivery until it has tried one.
is_delivered(log) if {
	log.runtime.FlowLogStatus == "ACTIVE"
	object.get(log.runtime, "DeliverLogsStatus", "SUCCESS") == "SUCCESS"
}

demanded := input.params.network.flow_log_traffic
