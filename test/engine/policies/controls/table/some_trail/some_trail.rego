# METADATA
# title: Some trail logs
# description: A control of the verdict table.
# custom:
#   resource: Kansa::Region
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
package controls.table.some_trail

satisfied contains concat("", ["/refs/trails/", format_int(i, 10)]) if {
	some i, trail in input.refs.trails
	trail.properties.IsLogging == true
}

violation contains {"code": "bad", "evidence": ["/refs/trails"]} if {
	count(satisfied) == 0
}
