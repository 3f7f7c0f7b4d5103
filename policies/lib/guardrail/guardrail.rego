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

# Does an entity type or a regular expression block or mask what it meets, in prompts and in answers?
acts(entity) if {
	not entity.InputEnabled == false
	not entity.OutputEnabled == false

	# The action of one direction, where it is given, replaces the common one.
	object.get(entity, "InputAction", common_action(entity)) in {"BLOCK", "ANONYMIZE"}
	object.get(entity, "OutputAction", common_action(entity)) in {"BLOCK", "ANONYMIZE"}
}

common_action(entity) := object.get(entity, "Action", "NONE")
