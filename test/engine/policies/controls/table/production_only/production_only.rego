# METADATA
# title: Production is tagged well
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
package controls.table.production_only

applies if input.resource.tags.environment == "production"

violation contains {"code": "bad", "evidence": ["/resource/properties/RootAccess"]} if {
	input.resource.properties.RootAccess == "Enabled"
}
