# METADATA
# title: Pods cannot take the credentials of their node
# description: >-
#   A pod that reaches the instance metadata service acts as the node: it reads every image and joins the cluster as a
#   node. A required token that travels no further than one hop keeps pods with a network of their own away.
# custom:
#   resource: AWS::EKS::Nodegroup
#   severity: high
#   theme: access
#   live_only: true
#   messages:
#     optional: nodes answer metadata requests without a token (HttpTokens is not required), however many hops away
#     hops: tokens of the metadata service reach pods, for HttpPutResponseHopLimit is not 1
#   remediation: >-
#     Give the node group a launch template with HttpTokens=required and HttpPutResponseHopLimit=1, and pods their roles
#     by Pod Identity or IRSA.
#   ja:
#     title: Pod はノードの認証情報を取得できない
#     description: インスタンスメタデータに到達できる Pod はノードとして振る舞える。トークンを必須とし到達を 1 ホップに限れば、独自ネットワークの Pod からは届かない。
#     messages:
#       optional: ノードがトークンなしのメタデータ要求に応答する（HttpTokens が required でない）ため、ホップ数による制限が効かない
#       hops: HttpPutResponseHopLimit が 1 でなく、メタデータのトークンが Pod に届く
#     remediation: HttpTokens=required、HttpPutResponseHopLimit=1 の起動テンプレートを指定し、Pod には Pod Identity か IRSA でロールを与える。
package controls.eks.nodegroup_imds_blocked

# Unless the image or the account says otherwise, EC2 asks for no token.
violation contains {"code": "optional", "evidence": [
	endpoint,
	"/resource/runtime/LaunchTemplate/MetadataOptions/HttpTokens",
]} if {
	not is_off
	not is_required
}

# What is left open here the image decides, and images that require tokens allow two hops.
# https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html
violation contains {"code": "hops", "evidence": [
	endpoint,
	"/resource/runtime/LaunchTemplate/MetadataOptions/HttpPutResponseHopLimit",
]} if {
	not is_off
	not is_near
}

is_off if input.resource.runtime.LaunchTemplate.MetadataOptions.HttpEndpoint == "disabled"

is_required if input.resource.runtime.LaunchTemplate.MetadataOptions.HttpTokens == "required"

is_near if input.resource.runtime.LaunchTemplate.MetadataOptions.HttpPutResponseHopLimit == 1

endpoint := "/resource/runtime/LaunchTemplate/MetadataOptions/HttpEndpoint"
