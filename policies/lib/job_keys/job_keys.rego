# METADATA
# description: What the keys that a job names, joined as `volumeKey` and `outputKey`, are worth.
package lib.job_keys

flaws contains {"code": "volume_aws_managed", "evidence": ["/refs/volumeKey/runtime/KeyManager"]} if {
	input.refs.volumeKey.runtime.KeyManager != "CUSTOMER"
}

# A key that is gone is no violation: only customer managed keys can be deleted, so it was one when the job ran.
flaws contains {"code": "output_aws_managed", "evidence": ["/refs/outputKey/runtime/KeyManager"]} if {
	input.refs.outputKey.runtime.KeyManager != "CUSTOMER"
}
