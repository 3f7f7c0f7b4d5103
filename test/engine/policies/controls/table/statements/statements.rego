# METADATA
# title: No statement allows everything
# description: A control of the verdict table.
# custom:
#   resource: AWS::KMS::Key
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
package controls.table.statements

violation contains {"code": "bad", "evidence": [place]} if {
	some i, statement in input.resource.properties.KeyPolicy.Statement
	"*" in statement.Action
	not statement.Condition
	place := concat("", ["/resource/properties/KeyPolicy/Statement/", format_int(i, 10)])
}
