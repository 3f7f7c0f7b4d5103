# METADATA
# title: Clusters log everything that their control plane does
# description: >-
#   Without the audit log nobody can say who read a secret or changed a workload; the other logs show who authenticated
#   and what the controllers did.
# custom:
#   resource: AWS::EKS::Cluster
#   severity: high
#   theme: audit
#   messages:
#     off: the control plane does not log {types}
#   remediation: >-
#     Turn the missing types on (aws eks update-cluster-config --logging), the audit log first.
#   ja:
#     title: クラスターはコントロールプレーンの動作をすべて記録している
#     description: 監査ログがなければ、誰がシークレットを読み、ワークロードを変更したかを示せない。その他のログは認証とコントローラーの動作を示す。
#     messages:
#       off: コントロールプレーンが {types} のログを出力していない
#     remediation: 出力されていない種類のログを有効にする（aws eks update-cluster-config --logging）。監査ログを優先する。
package controls.eks.control_plane_logs

# EKS logs nothing where nothing is said.
violation contains {
	"code": "off",
	"args": {"types": concat(", ", sort(missing))},
	"evidence": ["/resource/properties/Logging/ClusterLogging/EnabledTypes"],
} if {
	missing := {"api", "audit", "authenticator", "controllerManager", "scheduler"} - enabled
	count(missing) > 0
}

enabled contains entry.Type if some entry in input.resource.properties.Logging.ClusterLogging.EnabledTypes
