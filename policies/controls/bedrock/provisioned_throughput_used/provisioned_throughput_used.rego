# METADATA
# title: Provisioned throughput is used
# description: >-
#   Capacity is billed by the hour whether anybody calls it or not, and often for months ahead. CloudTrail records the
#   calls: one in the scan's window is enough.
# custom:
#   resource: AWS::Bedrock::ProvisionedModelThroughput
#   severity: medium
#   theme: cost
#   live_only: true
#   messages:
#     unused: no call of it is on record in the scan's window
#   remediation: >-
#     Delete it (DeleteProvisionedModelThroughput), at the end of its commitment if it has one, or point the application
#     that it was bought for at its ARN.
#   ja:
#     title: プロビジョンドスループットは利用されている
#     description: 容量は呼び出しの有無にかかわらず時間単位で課金され、数か月分を確約していることも多い。CloudTrail に記録された呼び出しがスキャン対象期間に一件でもあれば適合とする。
#     messages:
#       unused: スキャン対象期間に呼び出しの記録がない
#     remediation: 削除するか（DeleteProvisionedModelThroughput、確約期間がある場合はその終了時）、購入の目的であったアプリケーションの呼び出し先をその ARN に変更する。
package controls.bedrock.provisioned_throughput_used

import data.lib.evidence

# What is being made serves nobody yet.
applies if input.resource.runtime.status in {"InService", "Updating"}

violation contains {
	"code": "unused",
	"evidence": ["/resource/id", "/refs/invocations", "/resource/runtime/creationTime", "/now"],
} if {
	count(satisfied) == 0
	input.now - input.resource.runtime.creationTime > day
}

# A call that was refused used no capacity.
satisfied contains evidence.at(["refs", "invocations", index]) if {
	some index, invocation in input.refs.invocations
	invocation.properties.modelId == input.resource.id
	not invocation.properties.errorCode
}

# Nobody moves an application to new capacity within the hour.
day := 86400000
