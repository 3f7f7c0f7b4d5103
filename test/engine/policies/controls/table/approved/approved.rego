# METADATA
# title: Approved by somebody
# description: A control of the verdict table.
# custom:
#   resource: AWS::SageMaker::ModelPackage
#   severity: critical
#   theme: audit
#   live_only: true
#   messages:
#     bad: it is bad
#   remediation: Mend it.
#   ja:
#     title: 判定表の統制
#     description: 判定規則を確かめるための統制である。
#     messages:
#       bad: 不備がある
#     remediation: 是正する。
package controls.table.approved

satisfied contains concat("", ["/refs/events/", format_int(i, 10)]) if {
	some i, event in input.refs.events
	event.properties.requestParameters.modelApprovalStatus == "Approved"
}

violation contains {"code": "bad", "evidence": ["/refs/events"]} if {
	count(satisfied) == 0
}
