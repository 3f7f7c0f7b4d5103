# METADATA
# description: >-
#   A guardrail's working draft and its published versions: each answers to whoever names it, and a version stays in
#   use until it is deleted.
package lib.guardrail

import data.lib.evidence

draft := "/resource/properties"

# The number of each, by the pointer below which its policies stand.
editions[draft] := "DRAFT"

editions[pointer] := object.get(published, "Version", "?") if {
	some index, published in input.resource.runtime.Versions
	pointer := version_at(index)
}

content[draft] := input.resource.properties.ContentPolicyConfig

content[pointer] := published.ContentPolicyConfig if {
	some index, published in input.resource.runtime.Versions
	pointer := version_at(index)
}

topics[draft] := input.resource.properties.TopicPolicyConfig

topics[pointer] := published.TopicPolicyConfig if {
	some index, published in input.resource.runtime.Versions
	pointer := version_at(index)
}

grounding[draft] := input.resource.properties.ContextualGroundingPolicyConfig

grounding[pointer] := published.ContextualGroundingPolicyConfig if {
	some index, published in input.resource.runtime.Versions
	pointer := version_at(index)
}

version_at(index) := evidence.at(["resource", "runtime", "Versions", index])

# Does a filter or topic stop what goes in? Those made before actions could be chosen name none, and block.
blocks_input(filter) if {
	not filter.InputEnabled == false
	object.get(filter, "InputAction", "BLOCK") == "BLOCK"
}

blocks_output(filter) if {
	not filter.OutputEnabled == false
	object.get(filter, "OutputAction", "BLOCK") == "BLOCK"
}

# The weakest confidence at which a filter of each strength steps in: NONE never does.
strengths := {"NONE": 0, "LOW": 1, "MEDIUM": 2, "HIGH": 3}

at_least(strength, required) if strengths[strength] >= strengths[required]
