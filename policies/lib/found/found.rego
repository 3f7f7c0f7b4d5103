# METADATA
# description: What detectors found at a place where the AI platform reads or keeps data.
package lib.found

import data.lib.evidence

# The finds that count, as violations. `proofs` are the parameters that say which do.
flaws(types, confidence, proofs) := {violation |
	some index, fact in input.resource.runtime.Found
	counts(fact, types, confidence)
	violation := {
		"code": "found",
		"args": {
			"type": fact.Type,
			"count": text_of(object.get(fact, "Count", null)),
			"objects": text_of(object.get(fact, "Objects", null)),
		},
		"evidence": array.concat([at(index)], proofs),
	}
}

# The types for which a place must be protected, bounded and covered, by where they stand.
kept[index] := fact.Type if {
	some index, fact in input.resource.runtime.Found
	counts(fact, input.params.pii.kept_types, input.params.pii.kept_confidence)
}

kept_proofs := ["/params/pii/kept_types", "/params/pii/kept_confidence"]

counts(fact, types, confidence) if {
	fact.Type in types
	fact.Confidence >= confidence
}

at(index) := evidence.at(["resource", "runtime", "Found", index])

text_of(number) := format_int(number, 10) if is_counted(number)

text_of(number) := "?" if not is_counted(number)

# Beyond these the Wasm of format_int gives up.
is_counted(number) if {
	is_number(number)
	number >= 0
	number < 4294967296
}
