# METADATA
# description: >-
#   What an endpoint serves, followed from its configuration's variants and its inference components over models to
#   their containers.
package lib.serving

import data.lib.evidence

# Every place that names a model which requests reach, by its pointer: a shadow variant answers nobody, but sees real
# requests; an instance pool may run another model than its variant.
served[pointer] := {"variant": name_of(variant), "model": variant.ModelName} if {
	some place, variant in variants
	pointer := concat("", [place, "/ModelName"])
}

served[pointer] := {"variant": name_of(variant), "model": pool.ModelNameOverride} if {
	some place, variant in variants
	some index, pool in variant.InstancePools
	pointer := concat("", [place, evidence.at(["InstancePools", index, "ModelNameOverride"])])
}

served[pointer] := {"variant": entry.variant, "model": entry.specification.ModelName} if {
	some place, entry in specifications
	pointer := concat("", [place, "/ModelName"])
}

# What serves without naming a model, with the places that show it. A variant without one hosts inference components; a
# component without one brings an image or an adapter of its own.
modelless contains {
	"variant": name_of(variant),
	"evidence": [concat("", [place, "/ModelName"]), concat("", [place, "/VariantName"]), "/refs/components"],
} if {
	some place, variant in variants
	not variant.ModelName
	not hosts_components(variant)
}

modelless contains {"variant": entry.variant, "evidence": [concat("", [place, "/ModelName"])]} if {
	some place, entry in specifications
	not entry.specification.ModelName
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

variants[pointer] := variant if {
	some index, variant in input.refs.config.properties.ProductionVariants
	pointer := evidence.at(["refs", "config", "properties", "ProductionVariants", index])
}

variants[pointer] := variant if {
	some index, variant in input.refs.config.properties.ShadowProductionVariants
	pointer := evidence.at(["refs", "config", "properties", "ShadowProductionVariants", index])
}

# A component says what it runs once, or once for each instance type.
specifications[pointer] := {"variant": label, "specification": component.properties.Specification} if {
	some index, component in input.refs.components
	label := component_name(component)
	pointer := evidence.at(["refs", "components", index, "properties", "Specification"])
}

specifications[pointer] := {"variant": label, "specification": specification} if {
	some index, component in input.refs.components
	label := component_name(component)
	some nth, specification in component.properties.Specifications
	pointer := evidence.at(["refs", "components", index, "properties", "Specifications", nth])
}

specifications[pointer] := {"variant": component_name(component), "specification": {}} if {
	some index, component in input.refs.components
	not component.properties.Specification
	not component.properties.Specifications
	pointer := evidence.at(["refs", "components", index, "properties", "Specification"])
}

hosts_components(variant) if {
	some component in input.refs.components
	component.properties.VariantName == variant.VariantName
}

name_of(variant) := object.get(variant, "VariantName", "?")

component_name(component) := concat("/", [
	object.get(component, ["properties", "VariantName"], "?"),
	object.get(component, ["properties", "InferenceComponentName"], "?"),
])
