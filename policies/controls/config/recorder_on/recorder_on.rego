# METADATA
# title: AWS Config records the region
# description: Without a recorder nobody can tell how a resource was configured when something happened.
# custom:
#   resource: Kansa::Region
#   severity: medium
#   theme: audit
#   live_only: true
#   messages:
#     none: no configuration recorder of the region is recording
#   remediation: Create a recorder with a delivery channel and start it (StartConfigurationRecorder).
#   ja:
#     title: AWS Config がリージョンを記録している
#     description: レコーダーがなければ、事象が起きた時点のリソース設定を誰も示せない。
#     messages:
#       none: 記録中の設定レコーダーがリージョンにない
#     remediation: 配信チャネルとともにレコーダーを作成し、記録を開始する（StartConfigurationRecorder）。
package controls.config.recorder_on

import data.lib.evidence

violation contains {"code": "none", "evidence": ["/refs/recorders"]} if count(satisfied) == 0

satisfied contains evidence.at(["refs", "recorders", index]) if {
	some index, recorder in input.refs.recorders
	recorder.runtime.recording == true
	object.get(recorder, ["runtime", "lastStatus"], "SUCCESS") != "FAILURE"
}
