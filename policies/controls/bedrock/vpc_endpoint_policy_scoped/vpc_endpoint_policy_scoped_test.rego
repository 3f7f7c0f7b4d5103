package controls.bedrock.vpc_endpoint_policy_scoped_test

import data.controls.bedrock.vpc_endpoint_policy_scoped as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

test_applies[name] if {
	some name, case in cases
	applies := [true | control.applies with input as case.input]
	[case.applies | case.applies == true] == applies
}

cases := {
	"named actions, models and organisation pass": {
		"input": endpoint("bedrock-runtime", [statement({})]),
		"applies": true,
		"violation": set(),
	},
	"a named role as principal needs no condition": {
		"input": endpoint("bedrock", [statement({
			"Principal": {"AWS": ["arn:aws:iam::123456789012:role/chat"]},
			"Condition": {},
		})]),
		"applies": true,
		"violation": set(),
	},
	"the default policy fails in every way": {
		"input": endpoint("bedrock-agent-runtime", [{
			"Effect": "Allow",
			"Action": ["*"],
			"Resource": ["*"],
			"Principal": {"AWS": ["*"]},
		}]),
		"applies": true,
		"violation": {claim("any_action", 0), claim("any_resource", 0), claim("any_principal", 0)},
	},
	"no policy is the default policy": {
		"input": {"resource": {"properties": {"ServiceName": "com.amazonaws.ap-northeast-1.bedrock-agent"}}},
		"applies": true,
		"violation": {{"code": "no_policy", "evidence": ["/resource/properties/PolicyDocument"]}},
	},
	"all of Bedrock on everything fails, though the principal is scoped": {
		"input": endpoint("bedrock-runtime", [
			statement({}),
			statement({"Action": ["bedrock:*"], "Resource": ["arn:aws:bedrock:*:*:*"]}),
		]),
		"applies": true,
		"violation": {claim("any_action", 1), claim("any_resource", 1)},
	},
	"all actions or resources but some fail": {
		"input": endpoint("bedrock-runtime", [{
			"Effect": "Allow",
			"NotAction": ["bedrock:DeleteGuardrail"],
			"NotResource": ["arn:aws:bedrock:*::foundation-model/x"],
			"NotPrincipal": {"AWS": ["arn:aws:iam::123456789012:role/chat"]},
		}]),
		"applies": true,
		"violation": {claim("any_action", 0), claim("any_resource", 0), claim("any_principal", 0)},
	},
	"every foundation model fails, those of one provider pass": {
		"input": endpoint("bedrock-runtime", [
			statement({"Resource": ["arn:aws:bedrock:*::foundation-model/*"]}),
			statement({"Resource": ["arn:aws:bedrock:*::foundation-model/amazon.*"]}),
		]),
		"applies": true,
		"violation": {claim("any_model", 0)},
	},
	"calls that list take no resource": {
		"input": endpoint("bedrock", [statement({
			"Action": ["bedrock:ListFoundationModels", "bedrock:List*"],
			"Resource": ["*"],
		})]),
		"applies": true,
		"violation": set(),
	},
	"a condition that confines nobody fails": {
		"input": endpoint("bedrock-runtime", [
			statement({"Condition": {"StringLike": {"aws:PrincipalOrgID": ["*"]}}}),
			statement({"Condition": {"StringEqualsIfExists": {"aws:PrincipalOrgID": ["o-abcde12345"]}}}),
			statement({"Condition": {"StringNotEquals": {"aws:PrincipalAccount": ["123456789012"]}}}),
			statement({"Condition": {"ArnLike": {"aws:PrincipalArn": ["arn:aws:iam::*:role/*"]}}}),
		]),
		"applies": true,
		"violation": {claim("any_principal", index) | some index in numbers.range(0, 3)},
	},
	"what is denied grants nothing": {
		"input": endpoint("bedrock-runtime", [{
			"Effect": "Deny",
			"Action": ["*"],
			"Resource": ["*"],
			"Principal": {"AWS": ["*"]},
		}]),
		"applies": true,
		"violation": set(),
	},
	"an endpoint that was deleted is not judged": {
		"input": {"resource": {
			"properties": {"ServiceName": "com.amazonaws.ap-northeast-1.bedrock"},
			"runtime": {"State": "deleted"},
		}},
		"applies": false,
		"violation": {{"code": "no_policy", "evidence": ["/resource/properties/PolicyDocument"]}},
	},
	"endpoints of other services are not judged": {
		"input": {"resource": {"properties": {
			"ServiceName": "com.amazonaws.ap-northeast-1.s3",
			"PolicyDocument": {"Statement": []},
		}}},
		"applies": false,
		"violation": set(),
	},
}

endpoint(service, statements) := {"resource": {"properties": {
	"ServiceName": concat(".", ["com.amazonaws.ap-northeast-1", service]),
	"PolicyDocument": {"Statement": statements},
}}}

statement(rest) := {
	"Effect": "Allow",
	"Action": object.get(rest, "Action", ["bedrock:InvokeModel*"]),
	"Resource": object.get(rest, "Resource", ["arn:aws:bedrock:*::foundation-model/amazon.nova-pro-v1:0"]),
	"Principal": object.get(rest, "Principal", {"AWS": ["*"]}),
	"Condition": object.get(rest, "Condition", {"StringEquals": {"aws:PrincipalOrgID": ["o-abcde12345"]}}),
}

claim(code, index) := {
	"code": code,
	"args": {"statement": format_int(index, 10)},
	"evidence": [concat("/", ["/resource/properties/PolicyDocument/Statement", format_int(index, 10)])],
}
