# METADATA
# title: Access is disabled
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
package controls.table.access

violation contains {"code": "bad", "evidence": [place]} if {
	input.resource.properties.DirectInternetAccess != "Disabled"
}

violation contains {"code": "bad", "evidence": [place]} if {
	not input.resource.properties.DirectInternetAccess
}

place := "/resource/properties/DirectInternetAccess"
