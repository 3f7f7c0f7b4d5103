# METADATA
# description: What a joined KMS key is worth to whoever encrypts by it.
package lib.kms

# A key in one of these states can be used, or will be in a moment.
usable_states := {"Enabled", "Creating", "Updating"}
