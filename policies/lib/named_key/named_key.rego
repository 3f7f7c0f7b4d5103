# METADATA
# description: What can be wrong with a KMS key that a subject names and that is joined among `keys`.
package lib.named_key

import data.lib.evidence
import data.lib.kms

# Every flaw of the key that is named at a place, as violations.
flaws(key, place) := flawed(key, place) | dangling(key, place)

flawed(key, place) := {violation |
	some flaw in kms.flaws(input.refs.keys[key])
	violation := {
		"code": flaw.code,
		"args": {"key": key, "state": flaw.state},
		"evidence": [place, evidence.at(array.concat(["refs", "keys", key], flaw.place))],
	}
}

dangling(key, place) := {violation |
	not input.refs.keys[key]
	violation := {"code": "dangling", "args": {"key": key}, "evidence": [place, evidence.at(["refs", "keys", key])]}
}
