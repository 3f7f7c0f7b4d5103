# METADATA
# title: Personal data is masked
# description: A control of the verdict table.
# custom:
#   resource: AWS::Bedrock::Guardrail
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
package controls.table.masking

violation contains {"code": "bad", "evidence": [entities]} if {
	every entity in input.resource.properties.SensitiveInformationPolicyConfig.PiiEntitiesConfig {
		entity.Action == "NONE"
	}
}

entities := "/resource/properties/SensitiveInformationPolicyConfig/PiiEntitiesConfig"
