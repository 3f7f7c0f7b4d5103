# METADATA
# title: Dates can be read
# description: A control of the verdict table.
# custom:
#   resource: AWS::SageMaker::NotebookInstance
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
package controls.table.host_builtin

violation contains {"code": "bad", "evidence": ["/resource/properties/LifecycleConfigName"]} if {
	time.parse_rfc3339_ns(input.resource.properties.LifecycleConfigName) < 0
}
