# METADATA
# description: What SageMaker's instance types imply.
package lib.instance

# SageMaker refuses a KMS key for instance types with local NVMe storage, which Nitro hardware encrypts by keys of its
# own: there is no volume that a key could encrypt. A `d` after the generation says so, save for some accelerated types.
# https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/InstanceStorage.html (read 2026-11)
has_local_storage(type) if {
	regex.match(`^ml\.([a-z]+[0-9]+[a-z]*d[a-z]*|g5|g6|g6e|gr6|p5|p5e|p5en|trn1|trn1n|trn2)\.`, type)
}
