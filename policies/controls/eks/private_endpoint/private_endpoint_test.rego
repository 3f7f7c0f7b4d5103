package controls.eks.private_endpoint_test

import data.controls.eks.private_endpoint as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"a private endpoint passes": {"input": cluster({"EndpointPrivateAccess": true}), "violation": set()},
	"a public endpoint only fails": {"input": cluster({"EndpointPrivateAccess": false}), "violation": {off}},
	"nothing said fails, for AWS leaves it off": {"input": cluster({"EndpointPublicAccess": true}), "violation": {off}},
}

cluster(config) := {"resource": {"properties": {"Name": "ml", "ResourcesVpcConfig": config}}}

off := {"code": "off", "evidence": ["/resource/properties/ResourcesVpcConfig/EndpointPrivateAccess"]}
