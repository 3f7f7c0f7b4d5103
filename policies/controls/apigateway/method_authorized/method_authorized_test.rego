package controls.apigateway.method_authorized_test

import data.controls.apigateway.method_authorized as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"a method that asks for a signature or a token passes, and OPTIONS may ask for none": {
		"input": api(["REGIONAL"], [method("POST", "AWS_IAM"), method("GET", "CUSTOM"), method("OPTIONS", "NONE")], {}),
		"violation": set(),
	},
	"an open method fails, and an API key makes no difference": {
		"input": api(["REGIONAL"], [method("POST", "NONE"), {"Path": "/chat", "HttpMethod": "GET", "ApiKeyRequired": true}], {}),
		"violation": {open(0, "POST"), open(1, "GET")},
	},
	"a private API whose policy names its VPC endpoint passes": {
		"input": api(["PRIVATE"], [method("POST", "NONE")], {"Statement": [
			allow({"StringEquals": {"aws:SourceVpce": ["vpce-1"]}}),
			{"Effect": "Deny", "Principal": {"AWS": ["*"]}, "Condition": {"Bool": {"aws:SecureTransport": ["false"]}}},
		]}),
		"violation": set(),
	},
	"a private API that denies all but its VPC passes": {
		"input": api(["PRIVATE"], [method("POST", "NONE")], {"Statement": [
			allow({}),
			deny(["execute-api:/*"], {"StringNotEquals": {"aws:SourceVpc": ["vpc-1"]}}),
		]}),
		"violation": set(),
	},
	"a private API that denies others one stage only, or only by a second condition, fails": {
		"input": api(["PRIVATE"], [method("POST", "NONE")], {"Statement": [
			allow({}),
			deny(["execute-api:/admin/*"], {"StringNotEquals": {"aws:SourceVpc": ["vpc-1"]}}),
			deny(["execute-api:/*"], {
				"StringNotEquals": {"aws:SourceVpc": ["vpc-1"]},
				"IpAddress": {"aws:VpcSourceIp": ["10.0.0.0/8"]},
			}),
		]}),
		"violation": {open_private},
	},
	"a private API that any VPC may call fails, and so does one that denies something else": {
		"input": api(["PRIVATE"], [method("POST", "NONE")], {"Statement": [
			allow({}),
			{"Effect": "Deny", "Principal": {"AWS": ["*"]}, "Condition": {"IpAddress": {"aws:VpcSourceIp": ["10.0.0.0/8"]}}},
		]}),
		"violation": {open_private},
	},
}

api(types, methods, policy) := {"resource": {
	"properties": {"EndpointConfiguration": {"Types": types}, "Policy": policy},
	"runtime": {"Methods": methods},
}}

method(verb, type) := {"Path": "/chat", "HttpMethod": verb, "AuthorizationType": type, "ApiKeyRequired": true}

open_private := {
	"code": "open_private",
	"args": {"method": "POST", "path": "/chat"},
	"evidence": [
		"/resource/runtime/Methods/0",
		"/resource/properties/EndpointConfiguration/Types",
		"/resource/properties/Policy",
	],
}

deny(resources, condition) := {
	"Effect": "Deny",
	"Principal": {"AWS": ["*"]},
	"Action": ["execute-api:Invoke"],
	"Resource": resources,
	"Condition": condition,
}

allow(condition) := {
	"Effect": "Allow",
	"Principal": {"AWS": ["*"]},
	"Action": ["execute-api:Invoke"],
	"Condition": condition,
}

open(index, verb) := {
	"code": "open",
	"args": {"method": verb, "path": "/chat"},
	"evidence": [
		concat("/", ["/resource/runtime/Methods", format_int(index, 10)]),
		"/resource/properties/EndpointConfiguration/Types",
	],
}
