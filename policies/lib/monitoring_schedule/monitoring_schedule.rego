# METADATA
# description: >-
#   Where a monitoring schedule says what it runs: in itself, or in a job definition of one of four kinds, each with
#   names of its own.
package lib.monitoring_schedule

# The relation that leads to the definition; none for a job that the schedule itself holds.
relations contains relation if {
	named
	relation := {
		"DataQuality": "dataQuality",
		"ModelQuality": "modelQuality",
		"ModelBias": "modelBias",
		"ModelExplainability": "modelExplainability",
	}[input.resource.properties.MonitoringScheduleConfig.MonitoringType]
}

named := input.resource.properties.MonitoringScheduleConfig.MonitoringJobDefinitionName

is_inline if {
	not named
	input.resource.properties.MonitoringScheduleConfig.MonitoringJobDefinition
}

is_unsaid if {
	not is_inline
	count(relations) == 0
}

exists("dataQuality") if input.refs.dataQuality.id

exists("modelQuality") if input.refs.modelQuality.id

exists("modelBias") if input.refs.modelBias.id

exists("modelExplainability") if input.refs.modelExplainability.id

# A member of NetworkConfig, off unless said otherwise.
is_on_inline(flag) if {
	input.resource.properties.MonitoringScheduleConfig.MonitoringJobDefinition.NetworkConfig[flag] == true
}

is_on("dataQuality", flag) if input.refs.dataQuality.properties.NetworkConfig[flag] == true

is_on("modelQuality", flag) if input.refs.modelQuality.properties.NetworkConfig[flag] == true

is_on("modelBias", flag) if input.refs.modelBias.properties.NetworkConfig[flag] == true

is_on("modelExplainability", flag) if input.refs.modelExplainability.properties.NetworkConfig[flag] == true

pointers(relation, places) := [concat("/", ["/refs", relation, place]) | some place in places]

reference := [definition_name, "/resource/properties/MonitoringScheduleConfig/MonitoringType"]

definition_name := "/resource/properties/MonitoringScheduleConfig/MonitoringJobDefinitionName"

inline(flag) := concat("/", [
	"/resource/properties/MonitoringScheduleConfig/MonitoringJobDefinition/NetworkConfig",
	flag,
])
