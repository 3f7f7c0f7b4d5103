package controls.apigateway.stage_waf_test

import data.controls.apigateway.stage_waf as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"a stage with a web ACL passes": {
		"input": stage(["REGIONAL"], {"WebAclArn": "arn:aws:wafv2:ap-northeast-1:123456789012:regional/webacl/chat/1"}),
		"violation": set(),
	},
	"a public stage without one fails": {
		"input": stage(["REGIONAL"], {}),
		"violation": {{"code": "none", "evidence": ["/resource/runtime/WebAclArn"]}},
	},
}

test_private_apis_are_out_of_scope if {
	not control.applies with input as stage(["PRIVATE"], {})
	control.applies with input as stage(["EDGE"], {})
}

stage(types, runtime) := {
	"resource": {"properties": {"StageName": "prod"}, "runtime": runtime},
	"refs": {"api": {"properties": {"EndpointConfiguration": {"Types": types}}}},
}
