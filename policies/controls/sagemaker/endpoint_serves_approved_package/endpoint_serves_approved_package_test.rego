package controls.sagemaker.endpoint_serves_approved_package_test

import data.controls.sagemaker.endpoint_serves_approved_package as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"an approved package passes": {
		"input": endpoint([variant("main", "fraud-1")], [], {"fraud-1": primary(arn)}, {arn: registered("Approved")}),
		"violation": set(),
	},
	"a package that waits for approval fails": {
		"input": endpoint([variant("main", "fraud-1")], [], {"fraud-1": primary(arn)}, {arn: registered("PendingManualApproval")}),
		"violation": {{
			"code": "not_approved",
			"args": {"variant": "main", "package": arn, "status": "PendingManualApproval"},
			"evidence": [
				"/refs/config/properties/ProductionVariants/0/ModelName",
				"/refs/models/fraud-1/properties/PrimaryContainer/ModelPackageName",
				status_pointer,
			],
		}},
	},
	"an unversioned package was approved by nobody": {
		"input": endpoint([variant("main", "fraud-1")], [], {"fraud-1": primary(arn)}, {arn: {"id": arn, "properties": {}}}),
		"violation": {{
			"code": "not_approved",
			"args": {"variant": "main", "package": arn, "status": "none"},
			"evidence": [
				"/refs/config/properties/ProductionVariants/0/ModelName",
				"/refs/models/fraud-1/properties/PrimaryContainer/ModelPackageName",
				status_pointer,
			],
		}},
	},
	"a rejected package in the shadow fails": {
		"input": endpoint(
			[variant("main", "fraud-1")],
			[variant("shadow", "fraud-2")],
			{"fraud-1": primary(arn), "fraud-2": {"properties": {"Containers": [{"ModelPackageName": other}]}}},
			{arn: registered("Approved"), other: registered("Rejected")},
		),
		"violation": {{
			"code": "not_approved",
			"args": {"variant": "shadow", "package": other, "status": "Rejected"},
			"evidence": [
				"/refs/config/properties/ShadowProductionVariants/0/ModelName",
				"/refs/models/fraud-2/properties/Containers/0/ModelPackageName",
				"/refs/packages/arn:aws:sagemaker:ap-northeast-1:123456789012:model-package~1fraud~12/properties/ModelApprovalStatus",
			],
		}},
	},
	"one approved package in the region approves no unregistered model": {
		"input": endpoint(
			[variant("main", "fraud-1"), variant("b", "raw")],
			[],
			{"fraud-1": primary(arn), "raw": {"properties": {"PrimaryContainer": {"Image": "x", "Mode": "MultiModel"}}}},
			{arn: registered("Approved")},
		),
		"violation": {{
			"code": "unregistered",
			"args": {"variant": "b", "model": "raw"},
			"evidence": [
				"/refs/config/properties/ProductionVariants/1/ModelName",
				"/refs/models/raw/properties/PrimaryContainer/ModelPackageName",
			],
		}},
	},
	"one unregistered container of a pipeline fails": {
		"input": endpoint(
			[variant("main", "pipe")],
			[],
			{"pipe": {"properties": {"Containers": [{"ModelPackageName": arn}, {"Image": "x"}]}}},
			{arn: registered("Approved")},
		),
		"violation": {{
			"code": "unregistered",
			"args": {"variant": "main", "model": "pipe"},
			"evidence": [
				"/refs/config/properties/ProductionVariants/0/ModelName",
				"/refs/models/pipe/properties/Containers/1/ModelPackageName",
			],
		}},
	},
	"a model without containers is unregistered": {
		"input": endpoint([variant("main", "empty")], [], {"empty": {"properties": {}}}, {}),
		"violation": {{
			"code": "unregistered",
			"args": {"variant": "main", "model": "empty"},
			"evidence": ["/refs/config/properties/ProductionVariants/0/ModelName", "/refs/models/empty"],
		}},
	},
	"a package that is gone fails": {
		"input": endpoint([variant("main", "fraud-1")], [], {"fraud-1": primary(arn)}, {}),
		"violation": {{
			"code": "package_gone",
			"args": {"variant": "main", "package": arn},
			"evidence": [
				"/refs/config/properties/ProductionVariants/0/ModelName",
				"/refs/models/fraud-1/properties/PrimaryContainer/ModelPackageName",
				"/refs/packages/arn:aws:sagemaker:ap-northeast-1:123456789012:model-package~1fraud~11",
			],
		}},
	},
	"a model that is gone fails": {
		"input": endpoint([{"ModelName": "fraud-1"}], [], {}, {}),
		"violation": {{
			"code": "model_gone",
			"args": {"variant": "?", "model": "fraud-1"},
			"evidence": ["/refs/config/properties/ProductionVariants/0/ModelName", "/refs/models/fraud-1"],
		}},
	},
	"a variant without model and inference components is not passed over": {
		"input": endpoint([{"VariantName": "main", "InstanceType": "ml.g5.2xlarge"}], [], {}, {}),
		"violation": {{
			"code": "no_model",
			"args": {"variant": "main"},
			"evidence": [
				"/refs/config/properties/ProductionVariants/0/ModelName",
				"/refs/config/properties/ProductionVariants/0/VariantName",
				"/refs/components",
			],
		}},
	},
	"an inference component of an approved package passes": {
		"input": hosting([component("main", {"Specification": {"ModelName": "fraud-1"}})], registered("Approved")),
		"violation": set(),
	},
	"an inference component of a rejected package fails": {
		"input": hosting([component("main", {"Specification": {"ModelName": "fraud-1"}})], registered("Rejected")),
		"violation": {{
			"code": "not_approved",
			"args": {"variant": "main/llm", "package": arn, "status": "Rejected"},
			"evidence": [
				"/refs/components/0/properties/Specification/ModelName",
				"/refs/models/fraud-1/properties/PrimaryContainer/ModelPackageName",
				status_pointer,
			],
		}},
	},
	"an inference component that brings its own image fails": {
		"input": hosting(
			[component("main", {"Specifications": [
				{"ModelName": "fraud-1"},
				{"Container": {"ArtifactUrl": "s3://adapters/a"}},
			]})],
			registered("Approved"),
		),
		"violation": {{
			"code": "no_model",
			"args": {"variant": "main/llm"},
			"evidence": ["/refs/components/0/properties/Specifications/1/ModelName"],
		}},
	},
	"an inference component that says nothing fails": {
		"input": hosting([component("main", {})], registered("Approved")),
		"violation": {{
			"code": "no_model",
			"args": {"variant": "main/llm"},
			"evidence": ["/refs/components/0/properties/Specification/ModelName"],
		}},
	},
	"an inference component of another variant does not stand in": {
		"input": hosting([component("other", {"Specification": {"ModelName": "fraud-1"}})], registered("Approved")),
		"violation": {{
			"code": "no_model",
			"args": {"variant": "main"},
			"evidence": [
				"/refs/config/properties/ProductionVariants/0/ModelName",
				"/refs/config/properties/ProductionVariants/0/VariantName",
				"/refs/components",
			],
		}},
	},
	"an instance pool may run another model": {
		"input": endpoint(
			[object.union(variant("main", "fraud-1"), {"InstancePools": [{"ModelNameOverride": "gone"}]})],
			[],
			{"fraud-1": primary(arn)},
			{arn: registered("Approved")},
		),
		"violation": {{
			"code": "model_gone",
			"args": {"variant": "main", "model": "gone"},
			"evidence": [
				"/refs/config/properties/ProductionVariants/0/InstancePools/0/ModelNameOverride",
				"/refs/models/gone",
			],
		}},
	},
	"a configuration without variants is not passed over": {
		"input": endpoint([], [], {}, {}),
		"violation": {{
			"code": "nothing_served",
			"evidence": ["/refs/config/id", "/refs/config/properties/ProductionVariants"],
		}},
	},
	"a configuration that is gone leaves no trace": {
		"input": {
			"resource": {"properties": {"EndpointName": "fraud", "EndpointConfigName": "fraud-1"}},
			"refs": {"models": {}, "packages": {}},
		},
		"violation": {{
			"code": "config_gone",
			"args": {"config": "fraud-1"},
			"evidence": ["/resource/properties/EndpointConfigName", "/refs/config"],
		}},
	},
}

arn := "arn:aws:sagemaker:ap-northeast-1:123456789012:model-package/fraud/1"

other := "arn:aws:sagemaker:ap-northeast-1:123456789012:model-package/fraud/2"

status_pointer := concat("", [
	"/refs/packages/arn:aws:sagemaker:ap-northeast-1:123456789012:model-package~1fraud~11",
	"/properties/ModelApprovalStatus",
])

endpoint(production, shadow, models, packages) := {
	"resource": {"properties": {"EndpointName": "fraud", "EndpointConfigName": "fraud-1"}},
	"refs": {
		"config": {
			"id": "fraud-1",
			"properties": {"ProductionVariants": production, "ShadowProductionVariants": shadow},
		},
		"models": models,
		"packages": packages,
	},
}

hosting(components, registration) := {
	"resource": {"properties": {"EndpointName": "fraud", "EndpointConfigName": "fraud-1"}},
	"refs": {
		"config": {
			"id": "fraud-1",
			"properties": {"ProductionVariants": [{"VariantName": "main", "InstanceType": "ml.g5.2xlarge"}]},
		},
		"components": components,
		"models": {"fraud-1": primary(arn)},
		"packages": {arn: registration},
	},
}

component(hosted_by, specification) := {"properties": object.union(
	{"InferenceComponentName": "llm", "VariantName": hosted_by},
	specification,
)}

variant(name, model) := {"VariantName": name, "ModelName": model, "InstanceType": "ml.m5.large"}

primary(package_arn) := {"properties": {"PrimaryContainer": {"ModelPackageName": package_arn, "Image": "x"}}}

registered(status) := {"id": arn, "properties": {"ModelApprovalStatus": status}}
