# METADATA
# description: What can be wrong with the one KMS key that a subject names (KmsKeyId, joined as `key`).
package lib.customer_key

import data.lib.kms

flaws contains {"code": "none", "evidence": [key_id]} if not named

flaws contains {
	"code": "aws_managed",
	"args": {"key": key},
	"evidence": [key_id, "/refs/key/runtime/KeyManager"],
} if {
	key := input.resource.properties.KmsKeyId

	# Where nothing names a manager the key comes from a template, which can declare keys of the customer only.
	input.refs.key.runtime.KeyManager != "CUSTOMER"
}

flaws contains {"code": "dangling", "args": {"key": key}, "evidence": [key_id, "/refs/key"]} if {
	named
	key := input.resource.properties.KmsKeyId
	not input.refs.key.id
}

flaws contains {
	"code": "unusable",
	"args": {"key": input.refs.key.id, "state": state},
	"evidence": [key_id, "/refs/key/id", "/refs/key/runtime/KeyState"],
} if {
	state := input.refs.key.runtime.KeyState
	not state in kms.usable_states
}

flaws contains {
	"code": "unusable",
	"args": {"key": input.refs.key.id, "state": "Disabled"},
	"evidence": [key_id, "/refs/key/id", "/refs/key/properties/Enabled"],
} if {
	input.refs.key.properties.Enabled == false
}

# The API answers "" where no key was named.
named if input.resource.properties.KmsKeyId != ""

key_id := "/resource/properties/KmsKeyId"
