package controls.iam.service_trust_scoped_test

import data.controls.iam.service_trust_scoped as control

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
	"trust for the own account passes": {
		"input": role([service("sagemaker.amazonaws.com", {"StringEquals": {"aws:SourceAccount": ["123456789012"]}})]),
		"applies": true,
		"violation": set(),
	},
	"trust by the source's ARN passes": {
		"input": role([service(
			"bedrock.amazonaws.com",
			{"ArnLike": {"AWS:SourceArn": ["arn:aws:bedrock:*:123456789012:agent/*"]}},
		)]),
		"applies": true,
		"violation": set(),
	},
	"trust without condition fails": {
		"input": role([service("lambda.amazonaws.com", {}), service("bedrock.amazonaws.com", {})]),
		"applies": true,
		"violation": {unscoped("bedrock.amazonaws.com", 1)},
	},
	"a star is no account": {
		"input": role([
			service("sagemaker.amazonaws.com", {"StringLike": {"aws:SourceAccount": ["*"]}}),
			service("bedrock.amazonaws.com", {"ArnLike": {"aws:SourceArn": ["arn:aws:bedrock:*:*:*"]}}),
		]),
		"applies": true,
		"violation": {unscoped("sagemaker.amazonaws.com", 0), unscoped("bedrock.amazonaws.com", 1)},
	},
	"an account that the organisation trusts passes, and so does the organisation": {
		"input": role([
			service("sagemaker.amazonaws.com", {"StringEquals": {"aws:SourceAccount": ["111122223333", "123456789012"]}}),
			service("bedrock.amazonaws.com", {"StringEquals": {"aws:SourceOrgID": ["o-exampleorgid"]}}),
		]),
		"applies": true,
		"violation": set(),
	},
	"a foreign account fails, by its id and by an ARN": {
		"input": role([
			service("sagemaker.amazonaws.com", {"StringEquals": {"aws:SourceAccount": ["123456789012", "999988887777"]}}),
			service("bedrock.amazonaws.com", {"ArnLike": {"aws:SourceArn": ["arn:aws:bedrock:*:999988887777:agent/*"]}}),
		]),
		"applies": true,
		"violation": {foreign("sagemaker.amazonaws.com", 0), foreign("bedrock.amazonaws.com", 1)},
	},
	"a named account, a denial and another action pass": {
		"input": role([
			{"Effect": "Allow", "Action": ["sts:*"], "Principal": {"AWS": ["arn:aws:iam::123456789012:root"]}},
			{"Effect": "Deny", "Action": ["*"], "Principal": {"Service": ["bedrock.amazonaws.com"]}},
			{"Effect": "Allow", "Action": ["sts:TagSession"], "Principal": {"Service": ["sagemaker.amazonaws.com"]}},
		]),
		"applies": true,
		"violation": set(),
	},
	"service-linked roles are not judged": {
		"input": {"resource": {"properties": {
			"Path": "/aws-service-role/bedrock.amazonaws.com/",
			"AssumeRolePolicyDocument": {"Statement": [service("bedrock.amazonaws.com", {})]},
		}}},
		"applies": false,
		"violation": {unscoped("bedrock.amazonaws.com", 0)},
	},
}

role(statements) := {
	"resource": {"account": "123456789012", "properties": {
		"Path": "/service-role/",
		"AssumeRolePolicyDocument": {"Statement": statements},
	}},
	"params": {"iam": {"trusted_accounts": ["111122223333"]}},
}

service(name, condition) := {
	"Effect": "Allow",
	"Action": ["sts:AssumeRole"],
	"Principal": {"Service": [name]},
	"Condition": condition,
}

unscoped(name, index) := {
	"code": "unscoped_service",
	"args": {"service": name, "statement": format_int(index, 10)},
	"evidence": [concat("/", ["/resource/properties/AssumeRolePolicyDocument/Statement", format_int(index, 10)])],
}

foreign(name, index) := {
	"code": "foreign_source",
	"args": {"account": "999988887777", "service": name, "statement": format_int(index, 10)},
	"evidence": [
		concat("/", ["/resource/properties/AssumeRolePolicyDocument/Statement", format_int(index, 10)]),
		"/resource/account",
		"/params/iam/trusted_accounts",
	],
}
