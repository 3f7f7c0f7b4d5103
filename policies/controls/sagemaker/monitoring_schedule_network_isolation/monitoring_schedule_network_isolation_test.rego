package controls.sagemaker.monitoring_schedule_network_isolation_test

import data.controls.sagemaker.monitoring_schedule_network_isolation as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"good in the schedule itself passes": {
		"input": inline({"EnableNetworkIsolation": true}),
		"violation": set(),
	},
	"bad in the schedule itself fails": {
		"input": inline({"EnableNetworkIsolation": false}),
		"violation": {{"code": "open", "evidence": [name_pointer, inline_pointer]}},
	},
	"nothing said in the schedule itself fails, for AWS leaves it off": {
		"input": inline({}),
		"violation": {{"code": "open", "evidence": [name_pointer, inline_pointer]}},
	},
	"a good definition of data quality passes": {
		"input": named("DataQuality", {"dataQuality": definition(true)}),
		"violation": set(),
	},
	"a good definition of model quality passes": {
		"input": named("ModelQuality", {"modelQuality": definition(true)}),
		"violation": set(),
	},
	"a good definition of bias passes": {
		"input": named("ModelBias", {"modelBias": definition(true)}),
		"violation": set(),
	},
	"a good definition of explainability passes": {
		"input": named("ModelExplainability", {"modelExplainability": definition(true)}),
		"violation": set(),
	},
	"a bad definition fails": {
		"input": named("ModelQuality", {"modelQuality": definition(false)}),
		"violation": {{
			"code": "open_definition",
			"args": {"definition": "fraud"},
			"evidence": [
				name_pointer,
				type_pointer,
				"/refs/modelQuality/id",
				"/refs/modelQuality/properties/NetworkConfig/EnableNetworkIsolation",
			],
		}},
	},
	"the definition of the same name and another kind does not count": {
		"input": named("ModelBias", {"modelBias": definition(false), "dataQuality": definition(true)}),
		"violation": {{
			"code": "open_definition",
			"args": {"definition": "fraud"},
			"evidence": [
				name_pointer,
				type_pointer,
				"/refs/modelBias/id",
				"/refs/modelBias/properties/NetworkConfig/EnableNetworkIsolation",
			],
		}},
	},
	"a definition that is gone fails": {
		"input": named("DataQuality", {}),
		"violation": {{
			"code": "definition_gone",
			"args": {"definition": "fraud"},
			"evidence": [name_pointer, type_pointer, "/refs/dataQuality/id"],
		}},
	},
	"a schedule that says nothing fails": {
		"input": {"resource": {"properties": {}}, "refs": {}},
		"violation": {{"code": "unsaid", "evidence": ["/resource/properties/MonitoringScheduleConfig"]}},
	},
	"a kind that nobody knows fails": {
		"input": named("ModelMood", {}),
		"violation": {{"code": "unsaid", "evidence": ["/resource/properties/MonitoringScheduleConfig"]}},
	},
}

inline_pointer := concat("", [
	"/resource/properties/MonitoringScheduleConfig/MonitoringJobDefinition",
	"/NetworkConfig/EnableNetworkIsolation",
])

name_pointer := "/resource/properties/MonitoringScheduleConfig/MonitoringJobDefinitionName"

type_pointer := "/resource/properties/MonitoringScheduleConfig/MonitoringType"

inline(network) := {
	"resource": {"properties": {"MonitoringScheduleConfig": {"MonitoringJobDefinition": {"NetworkConfig": network}}}},
	"refs": {},
}

named(type, refs) := {
	"resource": {"properties": {"MonitoringScheduleConfig": {
		"MonitoringType": type,
		"MonitoringJobDefinitionName": "fraud",
	}}},
	"refs": refs,
}

definition(value) := {"id": "fraud", "properties": {"NetworkConfig": {"EnableNetworkIsolation": value}}}
