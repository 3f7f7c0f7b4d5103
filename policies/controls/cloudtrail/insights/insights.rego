# METADATA
# title: A trail looks out for unusual activity
# description: >-
#   A stolen credential shows by what it does all at once: many more calls, or many more errors, than usual. Insights
#   compares them.
# custom:
#   resource: Kansa::Region
#   severity: low
#   theme: monitoring
#   live_only: true
#   messages:
#     none: no trail of the region compares both call rates and error rates
#   remediation: >-
#     Enable both Insights types, ApiCallRateInsight and ApiErrorRateInsight, on a multi-Region trail
#     (PutInsightSelectors).
#   ja:
#     title: 証跡が通常と異なる活動を検知している
#     description: 盗まれた認証情報は、普段を大きく上回る呼び出しやエラーとして現れる。Insights はこれを比較して検知する。
#     messages:
#       none: 呼び出し率とエラー率の両方を比較する証跡がリージョンにない
#     remediation: マルチリージョン証跡で ApiCallRateInsight と ApiErrorRateInsight の両方を有効にする（PutInsightSelectors）。
package controls.cloudtrail.insights

import data.lib.evidence
import data.lib.trail

violation contains {"code": "none", "evidence": ["/refs/trails"]} if count(satisfied) == 0

satisfied contains evidence.at(["refs", "trails", index]) if {
	some index, one in trail.covering
	types := {selector.InsightType | some selector in one.properties.InsightSelectors}
	count({"ApiCallRateInsight", "ApiErrorRateInsight"} - types) == 0
}
