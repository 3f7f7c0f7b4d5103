# METADATA
# description: What a joined KMS key is worth to whoever encrypts by it.
package lib.kms

# A key in one of these states can be used, or will be in a moment.
usable_states := {"Enabled", "Creating", "Updating"}

# What keeps a key from being one that its customer controls: the code of a message, the state that it names, and the
# place within the key that shows it.
flaws(key) := (managed(key) | unusable(key)) | disabled(key)

# Where nothing names a manager the key comes from a template, which can declare keys of the customer only.
managed(key) := {{"code": "aws_managed", "state": manager, "place": ["runtime", "KeyManager"]} |
	manager := key.runtime.KeyManager
	manager != "CUSTOMER"
}

unusable(key) := {{"code": "unusable", "state": state, "place": ["runtime", "KeyState"]} |
	state := key.runtime.KeyState
	not state in usable_states
}

disabled(key) := {{"code": "unusable", "state": "Disabled", "place": ["properties", "Enabled"]} |
	key.properties.Enabled == false
}
