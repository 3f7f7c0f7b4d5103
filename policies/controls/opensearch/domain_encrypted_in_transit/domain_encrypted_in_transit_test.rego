package controls.opensearch.domain_encrypted_in_transit_test

import data.controls.opensearch.domain_encrypted_in_transit as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"everything encrypted passes": {
		"input": domain(true, true, "Policy-Min-TLS-1-2-PFS-2023-10"),
		"violation": set(),
	},
	"nothing encrypted fails": {
		"input": domain(false, false, "Policy-Min-TLS-1-0-2019-07"),
		"violation": unencrypted,
	},
	"absent is AWS's default": {
		"input": {"resource": {"properties": {}}},
		"violation": unencrypted,
	},
}

domain(nodes, https, tls) := {"resource": {"properties": {
	"NodeToNodeEncryptionOptions": {"Enabled": nodes},
	"DomainEndpointOptions": {"EnforceHTTPS": https, "TLSSecurityPolicy": tls},
}}}

unencrypted := {
	{"code": "nodes", "evidence": ["/resource/properties/NodeToNodeEncryptionOptions/Enabled"]},
	{"code": "http", "evidence": ["/resource/properties/DomainEndpointOptions/EnforceHTTPS"]},
	{"code": "tls", "evidence": ["/resource/properties/DomainEndpointOptions/TLSSecurityPolicy"]},
}
