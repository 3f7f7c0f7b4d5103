package controls.lambda.function_not_public_test

import data.controls.lambda.function_not_public as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"the account's own services and organisation pass": {
		"input": function(
			[{"Statement": [
				anybody({"ArnLike": {"aws:SourceArn": ["arn:aws:s3:::data"]}, "StringEquals": {"aws:SourceAccount": ["123456789012"]}}),
				anybody({"StringEquals": {"aws:PrincipalOrgID": ["o-abcde12345"]}}),
				{"Effect": "Allow", "Principal": {"Service": ["bedrock.amazonaws.com"]}, "Action": ["lambda:InvokeFunction"]},
				{"Effect": "Deny", "Principal": {"AWS": ["*"]}, "Action": ["lambda:*"]},
			]}],
			[],
		),
		"violation": set(),
	},
	"no policy lets nobody in, whatever its URL": {
		"input": function([{}], [{"AuthType": "NONE"}]),
		"violation": set(),
	},
	"anyone fails, and so does anyone at an alias": {
		"input": function([{"Statement": [anybody({})]}, {"Qualifier": "live", "Statement": [anybody({"ArnLike": {"aws:SourceArn": ["arn:aws:s3:::*"]}})]}], []),
		"violation": {
			{
				"code": "policy",
				"args": {"alias": "$LATEST", "statement": "0"},
				"evidence": ["/resource/runtime/Policies/0"],
			},
			{
				"code": "policy",
				"args": {"alias": "live", "statement": "0"},
				"evidence": ["/resource/runtime/Policies/1"],
			},
		},
	},
	"a URL without authorisation fails where its own policy is open": {
		"input": function(
			[{"Statement": [signed]}, {"Qualifier": "live", "Statement": [by_url, called_by_url]}],
			[{"AuthType": "NONE"}, {"Qualifier": "live", "AuthType": "NONE"}],
		),
		"violation": {{
			"code": "url",
			"args": {"alias": "live"},
			"evidence": ["/resource/runtime/Urls/1", "/resource/runtime/Policies/1"],
		}},
	},
	"the permission that a removed URL leaves behind opens nothing": {
		"input": function([{"Statement": [by_url]}], [{"AuthType": "AWS_IAM"}]),
		"violation": set(),
	},
}

function(policies, urls) := {"resource": {"properties": {}, "runtime": {"Policies": policies, "Urls": urls}}}

anybody(condition) := {
	"Effect": "Allow",
	"Principal": {"AWS": ["*"]},
	"Action": ["lambda:InvokeFunction"],
	"Condition": condition,
}

by_url := {
	"Effect": "Allow",
	"Principal": {"AWS": ["*"]},
	"Action": ["lambda:InvokeFunctionUrl"],
	"Condition": {"StringEquals": {"lambda:FunctionUrlAuthType": ["NONE"]}},
}

called_by_url := anybody({"Bool": {"lambda:InvokedViaFunctionUrl": ["true"]}})

signed := {
	"Effect": "Allow",
	"Principal": {"AWS": ["arn:aws:iam::123456789012:role/App"]},
	"Action": ["lambda:InvokeFunctionUrl"],
}
