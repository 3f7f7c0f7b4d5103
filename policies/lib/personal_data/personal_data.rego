# METADATA
# description: Personal data that was found in the texts which a resource itself carries.
package lib.personal_data

import data.lib.evidence

# Of which type how much of it counts, and from which confidence on, the organisation says.
flaws contains {
	"code": "found",
	"args": {"place": fact.Place, "type": fact.Type, "count": format_int(fact.Count, 10)},
	"evidence": [
		evidence.at(["resource", "runtime", "PersonalData", index]),
		"/params/pii/configuration_confidence",
		"/params/pii/configuration_types",
	],
} if {
	some index, fact in input.resource.runtime.PersonalData
	fact.Type in input.params.pii.configuration_types
	fact.Confidence >= input.params.pii.configuration_confidence
}
