# METADATA
# description: Which of the DaemonSets in refs enforce network policies.
package lib.network_policy_engine

# Calico and Cilium always do; the VPC CNI when it is told to.
# https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html
enforces if {
	some engine in input.refs.engines
	engine.properties.name in {"calico-node", "cilium"}
}

enforces if {
	some engine in input.refs.engines
	some template in engine.properties.podTemplates
	some container in template.spec.containers
	"--enable-network-policy=true" in container.args
}
