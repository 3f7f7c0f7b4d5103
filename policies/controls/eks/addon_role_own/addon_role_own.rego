# METADATA
# title: Add-ons that call AWS have a role of their own
# description: >-
#   An add-on without a role uses the node's. The node then needs permissions over networks, volumes and model buckets,
#   and every pod that reaches the node's credentials has them too.
# custom:
#   resource: AWS::EKS::Addon
#   severity: medium
#   theme: access
#   live_only: true
#   messages:
#     node_role: neither a service account role nor a Pod Identity association is set, so it calls AWS as the node
#   remediation: >-
#     Associate a role with the add-on by EKS Pod Identity (update-addon --pod-identity-associations) or set
#     serviceAccountRoleArn, and take the permissions out of the node role.
#   ja:
#     title: AWS を呼び出すアドオンは専用のロールを持つ
#     description: ロールのないアドオンはノードのロールを使う。その結果、ネットワークやボリューム、モデルのバケットへの権限がノードに必要となり、ノードの認証情報に到達した全 Pod がその権限を得る。
#     messages:
#       node_role: サービスアカウント用ロールも Pod Identity の関連付けも設定されておらず、ノードのロールで AWS を呼び出す
#     remediation: >-
#       EKS Pod Identity でアドオンにロールを関連付けるか（update-addon --pod-identity-associations）、
#       serviceAccountRoleArn を設定し、ノードロールから該当の権限を除く。
package controls.eks.addon_role_own

applies if service_accounts

# https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateAddon.html (serviceAccountRoleArn)
violation contains {"code": "node_role", "evidence": [
	"/resource/properties/ServiceAccountRoleArn",
	"/resource/runtime/PodIdentityAssociations",
	"/refs/associations",
]} if {
	not input.resource.properties.ServiceAccountRoleArn
	not associated_by_addon
	not associated_by_hand
}

satisfied contains "/resource/properties/ServiceAccountRoleArn" if input.resource.properties.ServiceAccountRoleArn

satisfied contains "/resource/runtime/PodIdentityAssociations" if associated_by_addon

associated_by_addon if some _ in input.resource.runtime.PodIdentityAssociations

# An association that somebody made beside the add-on does as well.
associated_by_hand if {
	some association in input.refs.associations
	association.properties.ServiceAccount in service_accounts
}

# The service accounts by which add-ons call AWS; what calls only the cluster needs no role.
# https://docs.aws.amazon.com/eks/latest/userguide/workloads-add-ons-available-eks.html
service_accounts := {
	"amazon-cloudwatch-observability": {"cloudwatch-agent"},
	"aws-ebs-csi-driver": {"ebs-csi-controller-sa"},
	"aws-efs-csi-driver": {"efs-csi-controller-sa"},
	"aws-fsx-csi-driver": {"fsx-csi-controller-sa"},
	"aws-mountpoint-s3-csi-driver": {"s3-csi-driver-sa"},
	"vpc-cni": {"aws-node"},
}[input.resource.properties.AddonName]
