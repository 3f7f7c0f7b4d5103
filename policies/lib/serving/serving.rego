# METADATA
# description: What an endpoint serves, followed from its configuration's variants over models to their containers.
package lib.serving

import data.lib.evidence

# Every variant, production and shadow, by its pointer: a shadow variant answers nobody, but sees real requests.
variants[pointer] := variant if {
	some index, variant in input.refs.config.properties.ProductionVariants
	pointer := evidence.at(["refs", "config", "properties", "ProductionVariants", index])
}

variants[pointer] := variant if {
	some index, variant in input.refs.config.properties.ShadowProductionVariants
	pointer := evidence.at(["refs", "config", "properties", "ShadowProductionVariants", index])
}

# Every container of a model that stands in refs, by its pointer.
containers[name][pointer] := container if {
	some name, model in input.refs.models
	container := model.properties.PrimaryContainer
	pointer := evidence.at(["refs", "models", name, "properties", "PrimaryContainer"])
}

containers[name][pointer] := container if {
	some name, model in input.refs.models
	some index, container in model.properties.Containers
	pointer := evidence.at(["refs", "models", name, "properties", "Containers", index])
}
