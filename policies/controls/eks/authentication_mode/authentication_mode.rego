# METADATA
# title: Access to clusters is granted by access entries alone
# description: >-
#   The aws-auth ConfigMap can be changed from inside the cluster, past IAM and CloudTrail, and the creator of a cluster
#   stays its administrator without being named anywhere.
# custom:
#   resource: AWS::EKS::Cluster
#   severity: medium
#   theme: access
#   messages:
#     config_map: the authentication mode {mode} also grants access by the aws-auth ConfigMap
#   remediation: >-
#     Make an access entry for each mapping of aws-auth, then set the authentication mode to API (there is no way back).
#   ja:
#     title: クラスターへのアクセスはアクセスエントリのみで付与されている
#     description: aws-auth ConfigMap は IAM や CloudTrail を経ずにクラスター内から変更できる。また、クラスターの作成者はどこにも記載されないまま管理者であり続ける。
#     messages:
#       config_map: 認証モード {mode} では aws-auth ConfigMap によってもアクセスが付与される
#     remediation: aws-auth の各マッピングをアクセスエントリに移し、認証モードを API に変更する（元には戻せない）。
package controls.eks.authentication_mode

# The EKS API's default is the ConfigMap.
violation contains {
	"code": "config_map",
	"args": {"mode": mode},
	"evidence": ["/resource/properties/AccessConfig/AuthenticationMode"],
} if {
	mode != "API"
}

default mode := "CONFIG_MAP"

mode := input.resource.properties.AccessConfig.AuthenticationMode
