# METADATA
# title: Logs are kept
# description: A control of the verdict table.
# custom:
#   resource: AWS::Logs::LogGroup
#   severity: high
#   theme: audit
#   messages:
#     bad: it is bad
#   remediation: Mend it.
#   ja:
#     title: 判定表の統制
#     description: 判定規則を確かめるための統制である。
#     messages:
#       bad: 不備がある
#     remediation: 是正する。
package controls.table.retention

violation contains {"code": "bad", "evidence": ["/resource/properties/RetentionInDays"]} if {
	input.resource.properties.RetentionInDays < input.params.retention.audit_trail_years * 365
}
