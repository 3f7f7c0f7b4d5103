# METADATA
# title: Traffic to and within domains is encrypted
# description: >-
#   Queries and documents travel between clients and nodes in the clear unless HTTPS is enforced, with TLS 1.2 at
#   least, and the nodes encrypt among themselves.
# custom:
#   resource: AWS::OpenSearchService::Domain
#   severity: high
#   theme: encryption
#   messages:
#     nodes: traffic between its nodes is not encrypted
#     http: HTTPS is not enforced
#     tls: TLS older than 1.2 is accepted
#   remediation: >-
#     Enable NodeToNodeEncryptionOptions and EnforceHTTPS, and set TLSSecurityPolicy to
#     Policy-Min-TLS-1-2-PFS-2023-10.
#   ja:
#     title: OpenSearch ドメインへの通信とドメイン内の通信は暗号化されている
#     description: HTTPS を強制し、TLS 1.2 以上とし、ノード間も暗号化しない限り、検索内容と文書が平文で流れ得る。
#     messages:
#       nodes: ノード間の通信が暗号化されていない
#       http: HTTPS が強制されていない
#       tls: TLS 1.2 より古いバージョンが許可されている
#     remediation: >-
#       NodeToNodeEncryptionOptions と EnforceHTTPS を有効にし、TLSSecurityPolicy を Policy-Min-TLS-1-2-PFS-2023-10 とする。
package controls.opensearch.domain_encrypted_in_transit

violation contains {"code": "nodes", "evidence": ["/resource/properties/NodeToNodeEncryptionOptions/Enabled"]} if {
	not input.resource.properties.NodeToNodeEncryptionOptions.Enabled == true
}

violation contains {"code": "http", "evidence": ["/resource/properties/DomainEndpointOptions/EnforceHTTPS"]} if {
	not input.resource.properties.DomainEndpointOptions.EnforceHTTPS == true
}

violation contains {"code": "tls", "evidence": ["/resource/properties/DomainEndpointOptions/TLSSecurityPolicy"]} if {
	not is_recent
}

# AWS's default is Policy-Min-TLS-1-0-2019-07.
is_recent if regex.match(`^Policy-Min-TLS-1-[2-9]-`, input.resource.properties.DomainEndpointOptions.TLSSecurityPolicy)
