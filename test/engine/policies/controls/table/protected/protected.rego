# METADATA
# title: Logs in which something was found are bounded
# description: A control that has to do only with what was found.
# custom:
#   resource: AWS::Logs::LogGroup
#   severity: high
#   theme: pii
#   messages:
#     kept: the log group keeps its events for ever
#   remediation: Set the retention.
#   ja:
#     title: 個人情報が検出されたログには保持期間がある
#     description: 検出された内容のみに関わるコントロール。
#     messages:
#       kept: ロググループはイベントを無期限に保持する
#     remediation: 保持期間を設定する。
package controls.table.protected

occasion contains found_at(index) if {
	some index, fact in input.resource.runtime.Found
	fact.Type == "name"
}

found_at(index) := concat("/", ["/resource/runtime/Found", format_int(index, 10)])

violation contains {"code": "kept", "evidence": ["/resource/properties/RetentionInDays"]} if {
	not input.resource.properties.RetentionInDays
}
