# METADATA
# title: Clusters run a Kubernetes version in standard support
# description: >-
#   After standard support fixes come late and at a price; after extended support not at all, and EKS upgrades the
#   cluster by itself.
# custom:
#   resource: AWS::EKS::Cluster
#   severity: high
#   theme: resilience
#   live_only: true
#   messages:
#     extended: Kubernetes {version} is in extended support, which costs extra and ends
#     unsupported: EKS no longer supports Kubernetes {version}
#   remediation: >-
#     Upgrade the control plane one minor version after the other, then its node groups and add-ons (EKS upgrade
#     insights name what would break).
#   ja:
#     title: クラスターは標準サポート中の Kubernetes バージョンで稼働している
#     description: 標準サポート終了後の修正は遅れ、追加料金を伴う。延長サポートも終われば修正は提供されず、EKS が自動でアップグレードする。
#     messages:
#       extended: Kubernetes {version} は延長サポート期間にあり、追加料金を伴ううえ期限がある
#       unsupported: Kubernetes {version} は EKS のサポートが終了している
#     remediation: コントロールプレーンをマイナーバージョンずつ上げ、続いてノードグループとアドオンを更新する（EKS の upgrade insights が影響箇所を示す）。
package controls.eks.supported_version

violation contains {
	"code": "extended",
	"args": {"version": version},
	"evidence": ["/resource/properties/Version", "/refs/version/runtime/versionStatus"],
} if {
	version := input.resource.properties.Version
	input.refs.version.runtime.versionStatus == "EXTENDED_SUPPORT"
}

violation contains {
	"code": "unsupported",
	"args": {"version": version},
	"evidence": ["/resource/properties/Version", "/refs/version/runtime/versionStatus"],
} if {
	version := input.resource.properties.Version
	input.refs.version.runtime.versionStatus == "UNSUPPORTED"
}

# The list of versions was seen whole and does not hold it.
violation contains {
	"code": "unsupported",
	"args": {"version": version},
	"evidence": ["/resource/properties/Version", "/refs/version"],
} if {
	version := input.resource.properties.Version
	not input.refs.version.id
}
