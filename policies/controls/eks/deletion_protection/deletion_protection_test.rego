package controls.eks.deletion_protection_test

import data.controls.eks.deletion_protection as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"protection passes": {"input": cluster({"DeletionProtection": true}), "violation": set()},
	"no protection fails": {"input": cluster({"DeletionProtection": false}), "violation": {off}},
	"nothing said fails, for AWS protects nothing by default": {"input": cluster({}), "violation": {off}},
}

cluster(properties) := {"resource": {"properties": object.union({"Name": "ml"}, properties)}}

off := {"code": "off", "evidence": ["/resource/properties/DeletionProtection"]}
