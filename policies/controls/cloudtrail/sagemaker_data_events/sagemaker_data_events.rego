# METADATA
# title: Data events of SageMaker are recorded
# description: >-
#   Invocations of endpoints, reads of features and writes of metrics are data events: without them nobody can say what
#   a model was asked, or who changed the numbers that it was chosen by.
# custom:
#   resource: Kansa::Region
#   severity: medium
#   theme: audit
#   live_only: true
#   messages:
#     missing: data events are not recorded, or only some of them, for {types}
#   remediation: >-
#     Add an advanced event selector without further fields for each type to a multi-Region trail (PutEventSelectors).
#   ja:
#     title: SageMaker のデータイベントが記録されている
#     description: エンドポイントの呼び出し、特徴量の読み取り、メトリクスの書き込みはデータイベントである。記録がなければ、モデルへの要求も、選定の根拠となる数値の変更も追跡できない。
#     messages:
#       missing: "{types} のデータイベントが記録されていない、または一部しか記録されていない"
#     remediation: マルチリージョン証跡に、種別ごとに絞り込みのない高度なイベントセレクターを追加する（PutEventSelectors）。
package controls.cloudtrail.sagemaker_data_events

import data.lib.evidence
import data.lib.trail

violation contains {
	"code": "missing",
	"args": {"types": concat(", ", sort(missing))},
	"evidence": ["/refs/trails", "/refs/eventDataStores"],
} if {
	missing := required - recorded
	count(missing) > 0
}

recorded contains word if {
	some one in trail.covering
	some word in trail.whole_types(one)
}

recorded contains word if {
	some one in trail.stores
	some word in trail.whole_types(one)
}

# One that records all of them is enough, whatever else could not be seen.
satisfied contains evidence.at(["refs", "trails", index]) if {
	some index, one in trail.covering
	count(required - trail.whole_types(one)) == 0
}

satisfied contains evidence.at(["refs", "eventDataStores", index]) if {
	some index, one in trail.stores
	count(required - trail.whole_types(one)) == 0
}

# https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html (read 2026-11)
required := {
	"AWS::SageMaker::Endpoint",
	"AWS::SageMaker::ExperimentTrialComponent",
	"AWS::SageMaker::FeatureGroup",
	"AWS::SageMaker::MlflowTrackingServer",
}
