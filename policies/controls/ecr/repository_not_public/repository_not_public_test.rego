package controls.ecr.repository_not_public_test

import data.controls.ecr.repository_not_public as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"the organisation, the own account's service and a denial pass": {
		"input": repository([
			anybody("Allow", {"StringEquals": {"aws:PrincipalOrgID": ["o-abcde12345"]}}),
			anybody("Allow", {"StringEquals": {"aws:SourceAccount": ["123456789012"]}}),
			anybody("Deny", {}),
		]),
		"violation": set(),
	},
	"anyone fails, whatever the source address": {
		"input": repository([
			anybody("Allow", {"IpAddress": {"aws:SourceIp": ["203.0.113.0/24"]}}),
			anybody("Allow", {}),
		]),
		"violation": {anyone("0"), anyone("1")},
	},
	"no policy lets in nobody from outside": {
		"input": {"resource": {"properties": {}}},
		"violation": set(),
	},
}

repository(statements) := {"resource": {"properties": {"RepositoryPolicyText": {"Statement": statements}}}}

anybody(effect, condition) := {
	"Effect": effect,
	"Principal": {"AWS": ["*"]},
	"Action": ["ecr:BatchGetImage"],
	"Condition": condition,
}

anyone(index) := {
	"code": "anyone",
	"args": {"statement": index},
	"evidence": [concat("/", ["/resource/properties/RepositoryPolicyText/Statement", index])],
}
