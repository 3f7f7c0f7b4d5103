# METADATA
# description: What SageMaker's instance types imply.
package lib.instance

# SageMaker refuses a KMS key for instance types with local NVMe storage, which Nitro hardware encrypts by keys of its
# own: there is no volume that a key could encrypt. A `d` after the generation says so, save for some accelerated types.
# https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/InstanceStorage.html (read 2026-11)
# Wasm compiles a regular expression anew for every subject, which takes longer than all the rest of a control.
has_local_storage(type) if {
	parts := split(type, ".")
	parts[0] == "ml"
	count(parts) > 2
	_has_disks(parts[1])
}

_has_disks(family) if family in {"g5", "g6", "g6e", "gr6", "p5", "p5e", "p5en", "trn1", "trn1n", "trn2"}

_has_disks(family) if {
	generation := trim_left(family, _letters)
	generation != family
	suffix := trim_left(generation, "0123456789")
	suffix != generation
	contains(suffix, "d")
	trim(suffix, _letters) == ""
}

_letters := "abcdefghijklmnopqrstuvwxyz"
