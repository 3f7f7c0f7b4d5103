package controls.sagemaker.endpoint_created_after_approval_test

import data.controls.sagemaker.endpoint_created_after_approval as control

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
	"approved, then deployed, passes": {
		"input": endpoint({"LastModifiedTime": 20, "CreationTime": 5}, [approval(arn, 10), registration(arn)]),
		"applies": true,
		"violation": set(),
		"satisfied": {"/refs/events/0"},
	},
	"deployed, then approved, fails": {
		"input": endpoint({"LastModifiedTime": 8, "CreationTime": 5}, [approval(arn, 10), registration(arn)]),
		"applies": true,
		"violation": {{
			"code": "before_approval",
			"args": {"package": arn},
			"evidence": array.concat(deployment, [package_pointer, "/refs/events/0", "/refs/events/1"]),
		}},
		"satisfied": set(),
	},
	"without a last change the creation counts": {
		"input": endpoint({"CreationTime": 5}, [approval(arn, 10), registration(arn)]),
		"applies": true,
		"violation": {{
			"code": "before_approval",
			"args": {"package": arn},
			"evidence": array.concat(deployment, [package_pointer, "/refs/events/0", "/refs/events/1"]),
		}},
		"satisfied": set(),
	},
	"without any time nothing shows the order": {
		"input": endpoint({}, [approval(arn, 10), registration(arn)]),
		"applies": true,
		"violation": {{
			"code": "before_approval",
			"args": {"package": arn},
			"evidence": array.concat(deployment, [package_pointer, "/refs/events/0", "/refs/events/1"]),
		}},
		"satisfied": set(),
	},
	"an older approval may be out of sight": {
		"input": endpoint({"LastModifiedTime": 8}, [approval(arn, 10)]),
		"applies": true,
		"violation": {{
			"code": "before_approval",
			"args": {"package": arn},
			"evidence": array.concat(deployment, [package_pointer, "/refs/events"]),
		}},
		"satisfied": set(),
	},
	"the first approval counts, and not one of another package": {
		"input": endpoint(
			{"LastModifiedTime": 20},
			[approval(arn, 30), approval(other, 5), approval(arn, 10), registration(arn)],
		),
		"applies": true,
		"violation": set(),
		"satisfied": {"/refs/events/2"},
	},
	"no approval on record": {
		"input": endpoint({"LastModifiedTime": 20}, [registration(arn), approval(other, 10)]),
		"applies": true,
		"violation": {{
			"code": "never_approved",
			"args": {"package": arn},
			"evidence": [package_pointer, "/refs/events"],
		}},
		"satisfied": set(),
	},
	"a variant that leads to no package keeps the approval of the other from passing": {
		"input": half_traced,
		"applies": true,
		"violation": set(),
		"satisfied": set(),
	},
	"what serves no package is judged elsewhere": {
		"input": {
			"resource": {"runtime": {"LastModifiedTime": 20}},
			"refs": {"config": {"properties": {}}, "models": {}, "packages": {}, "events": []},
		},
		"applies": false,
		"violation": set(),
		"satisfied": set(),
	},
}

half_traced := {
	"resource": {"runtime": {"LastModifiedTime": 20}},
	"refs": {
		"config": {"properties": {"ProductionVariants": [{"ModelName": "fraud-1"}, {"ModelName": "hidden"}]}},
		"models": {"fraud-1": {"properties": {"PrimaryContainer": {"ModelPackageName": arn}}}},
		"packages": {arn: {"id": arn}},
		"events": [approval(arn, 10), registration(arn)],
	},
}

arn := "arn:aws:sagemaker:ap-northeast-1:123456789012:model-package/fraud/1"

other := "arn:aws:sagemaker:ap-northeast-1:123456789012:model-package/fraud/2"

package_pointer := "/refs/packages/arn:aws:sagemaker:ap-northeast-1:123456789012:model-package~1fraud~11"

deployment := ["/resource/runtime/LastModifiedTime", "/resource/runtime/CreationTime"]

endpoint(runtime, events) := {
	"resource": {"runtime": runtime},
	"refs": object.union(chain, {"events": events}),
}

chain := {
	"config": {"properties": {"ProductionVariants": [{"VariantName": "main", "ModelName": "fraud-1"}]}},
	"models": {"fraud-1": {"properties": {"PrimaryContainer": {"ModelPackageName": arn}}}},
	"packages": {arn: {"id": arn}},
}

approval(pkg, at) := {"properties": {
	"eventName": "UpdateModelPackage",
	"eventTime": at,
	"modelPackageArn": pkg,
	"requestParameters": {"modelApprovalStatus": "Approved"},
}}

registration(pkg) := {"properties": {
	"eventName": "CreateModelPackage",
	"eventTime": 1,
	"modelPackageArn": pkg,
	"requestParameters": {"modelApprovalStatus": "PendingManualApproval"},
}}
