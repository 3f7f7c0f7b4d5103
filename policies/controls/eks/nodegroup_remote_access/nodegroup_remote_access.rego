# METADATA
# title: SSH to nodes is limited to named security groups
# description: >-
#   A node group with an SSH key and no source security groups opens port 22 of its nodes to the internet.
# custom:
#   resource: AWS::EKS::Nodegroup
#   severity: medium
#   theme: network
#   messages:
#     open: the SSH key {key} opens port 22 to every address, for no source security group is named
#   remediation: >-
#     Recreate the node group without RemoteAccess (Session Manager needs no SSH), or name SourceSecurityGroups.
#   ja:
#     title: ノードへの SSH は指定したセキュリティグループに限定されている
#     description: SSH キーを持ちながら接続元セキュリティグループを指定しないノードグループは、ノードの 22 番ポートをインターネットに開放する。
#     messages:
#       open: SSH キー {key} に対して接続元セキュリティグループの指定がなく、22 番ポートが全アドレスに開放されている
#     remediation: RemoteAccess なしでノードグループを作り直す（Session Manager は SSH を必要としない）か、SourceSecurityGroups を指定する。
package controls.eks.nodegroup_remote_access

violation contains {
	"code": "open",
	"args": {"key": key},
	"evidence": [
		"/resource/properties/RemoteAccess/Ec2SshKey",
		"/resource/properties/RemoteAccess/SourceSecurityGroups",
	],
} if {
	key := input.resource.properties.RemoteAccess.Ec2SshKey
	not has_sources
}

has_sources if some _ in input.resource.properties.RemoteAccess.SourceSecurityGroups
