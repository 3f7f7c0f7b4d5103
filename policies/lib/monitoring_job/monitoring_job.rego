# METADATA
# description: What the four kinds of monitoring job definitions share, the network of their containers.
package lib.monitoring_job

# AWS's default is off for both.
is_isolated if input.resource.properties.NetworkConfig.EnableNetworkIsolation == true

is_encrypted if input.resource.properties.NetworkConfig.EnableInterContainerTrafficEncryption == true

# A count that is no number (a reference in a template) may be any.
runs_alone if {
	instances := input.resource.properties.JobResources.ClusterConfig.InstanceCount
	is_number(instances)
	instances < 2
}

isolation := "/resource/properties/NetworkConfig/EnableNetworkIsolation"

encryption := "/resource/properties/NetworkConfig/EnableInterContainerTrafficEncryption"
