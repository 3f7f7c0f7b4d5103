package controls.sagemaker.approval_events_notified_test

import data.controls.sagemaker.approval_events_notified as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

test_applies[name] if {
	some name, case in cases
	applies := [true | control.applies with input as case.input]
	[case.applies | case.applies == true] == applies
}

test_satisfied[name] if {
	some name, case in cases
	control.satisfied == case.satisfied with input as case.input
}

cases := {
	"a rule on the state change passes": {
		"input": region([rule({}, "ENABLED", [sns])]),
		"applies": true,
		"violation": set(),
		"satisfied": {"/refs/eventRules/0"},
	},
	"a rule on approvals alone passes": {
		"input": region([rule({"detail": {"ModelApprovalStatus": ["Approved", "Rejected"]}}, "ENABLED", [sns])]),
		"applies": true,
		"violation": set(),
		"satisfied": {"/refs/eventRules/0"},
	},
	"a rule on all of AWS passes": {
		"input": region([{"properties": {
			"State": "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS",
			"EventPattern": {"source": [{"prefix": "aws."}]},
			"Targets": [sns],
		}}]),
		"applies": true,
		"violation": set(),
		"satisfied": {"/refs/eventRules/0"},
	},
	"disabled, without a target, narrowed or on something else do not count": {
		"input": region([
			rule({}, "DISABLED", [sns]),
			rule({}, "ENABLED", []),
			rule({"detail": {"ModelPackageGroupName": ["fraud"]}}, "ENABLED", [sns]),
			rule({"detail": {"ModelApprovalStatus": ["Rejected"]}}, "ENABLED", [sns]),
			rule({"detail-type": ["SageMaker Training Job State Change"]}, "ENABLED", [sns]),
			rule({"source": ["aws.s3"]}, "ENABLED", [sns]),
			rule({"resources": [{"suffix": "/1"}]}, "ENABLED", [sns]),
		]),
		"applies": true,
		"violation": {{"code": "none", "evidence": ["/refs/eventRules"]}},
		"satisfied": set(),
	},
	"no rule fails": {
		"input": region([]),
		"applies": true,
		"violation": {{"code": "none", "evidence": ["/refs/eventRules"]}},
		"satisfied": set(),
	},
	"without a registry there is nothing to approve": {
		"input": {"refs": {"eventRules": [], "modelPackageGroups": []}},
		"applies": false,
		"violation": {{"code": "none", "evidence": ["/refs/eventRules"]}},
		"satisfied": set(),
	},
}

sns := {"Id": "mail", "Arn": "arn:aws:sns:ap-northeast-1:123456789012:ml-approvals"}

region(rules) := {"refs": {"eventRules": rules, "modelPackageGroups": [{"id": "fraud"}]}}

rule(pattern, state, targets) := {"properties": {
	"State": state,
	"EventPattern": object.union(
		{"source": ["aws.sagemaker"], "detail-type": ["SageMaker Model Package State Change"]},
		pattern,
	),
	"Targets": targets,
}}
