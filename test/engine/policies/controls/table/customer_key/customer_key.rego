# METADATA
# title: The key is the customer's
# description: A control of the verdict table.
# custom:
#   resource: AWS::SageMaker::EndpointConfig
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
package controls.table.customer_key

violation contains {"code": "bad", "evidence": ["/refs/key/runtime/KeyManager"]} if {
	input.refs.key.runtime.KeyManager != "CUSTOMER"
}

violation contains {"code": "bad", "evidence": ["/resource/properties/KmsKeyId"]} if {
	not input.resource.properties.KmsKeyId
}

violation contains {"code": "bad", "evidence": ["/refs/key/id"]} if {
	input.resource.properties.KmsKeyId
	not input.refs.key.id
}
