# METADATA
# title: Calls that VPC endpoints refuse are recorded
# description: >-
#   An endpoint's policy refuses foreign credentials and foreign buckets, and only network activity events show that
#   somebody tried. Regions without endpoints are not judged.
# custom:
#   resource: Kansa::Region
#   severity: low
#   theme: audit
#   live_only: true
#   messages:
#     missing: network activity is not recorded for {sources}
#   remediation: >-
#     Add an advanced event selector of the category NetworkActivity for each source to a multi-Region trail; errorCode
#     VpceAccessDenied keeps it to refusals.
#   ja:
#     title: VPC エンドポイントが拒否した呼び出しが記録されている
#     description: エンドポイントポリシーは他組織の認証情報やバケットを拒否する。その試みを示すのはネットワークアクティビティイベントだけである。エンドポイントのないリージョンは対象外である。
#     messages:
#       missing: "{sources} のネットワークアクティビティが記録されていない"
#     remediation: マルチリージョン証跡に、ソースごとに NetworkActivity の高度なイベントセレクターを追加する。errorCode を VpceAccessDenied とすれば拒否だけを記録できる。
package controls.cloudtrail.network_activity_events

import data.lib.evidence
import data.lib.trail

applies if count(input.refs.vpcEndpoints) > 0

violation contains {
	"code": "missing",
	"args": {"sources": concat(", ", sort(missing))},
	"evidence": ["/refs/trails", "/refs/eventDataStores"],
} if {
	missing := required - recorded
	count(missing) > 0
}

recorded contains word if {
	some one in trail.covering
	some word in trail.network_sources(one)
}

recorded contains word if {
	some one in trail.stores
	some word in trail.network_sources(one)
}

# One that records all of them is enough, whatever else could not be seen.
satisfied contains evidence.at(["refs", "trails", index]) if {
	some index, one in trail.covering
	count(required - trail.network_sources(one)) == 0
}

satisfied contains evidence.at(["refs", "eventDataStores", index]) if {
	some index, one in trail.stores
	count(required - trail.network_sources(one)) == 0
}

# https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-network-events-with-cloudtrail.html (read 2026-11)
required := {
	"bedrock.amazonaws.com",
	"kms.amazonaws.com",
	"s3.amazonaws.com",
}
