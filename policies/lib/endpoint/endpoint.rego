# METADATA
# description: What kind of endpoint the subject is.
package lib.endpoint

# What runs tells it, and the configuration where nothing runs yet (a template).
is_serverless if {
	runs
	every variant in input.resource.runtime.ProductionVariants {
		variant.CurrentServerlessConfig
	}
}

is_serverless if {
	not runs
	some _ in input.refs.config.properties.ProductionVariants
	every variant in input.refs.config.properties.ProductionVariants {
		variant.ServerlessConfig
	}
}

runs if some _ in input.resource.runtime.ProductionVariants

# What is being made, taken down or never came up.
is_in_passage if input.resource.runtime.EndpointStatus in {"Creating", "Deleting", "Failed"}
