# METADATA
# title: Add-ons of clusters work
# description: >-
#   What enforces network policies, hands out credentials, mounts volumes and writes logs is an add-on. One that is
#   degraded protects nothing, and the cluster goes on without it.
# custom:
#   resource: AWS::EKS::Addon
#   severity: medium
#   theme: resilience
#   live_only: true
#   messages:
#     failed: its status is {status}
#     issue: "EKS reports {issue}"
#   remediation: >-
#     Read the issues (aws eks describe-addon), mend what they name, and update or install the add-on again.
#   ja:
#     title: クラスターのアドオンは正常に動作している
#     description: ネットワークポリシーの強制、認証情報の配布、ボリュームのマウント、ログの出力はアドオンが担う。異常なアドオンは何も保護せず、クラスターはそのまま稼働し続ける。
#     messages:
#       failed: アドオンの状態が {status} である
#       issue: EKS が問題 {issue} を報告している
#     remediation: 問題の内容を確認し（aws eks describe-addon）、原因を是正のうえアドオンを更新または再インストールする。
package controls.eks.addon_healthy

import data.lib.evidence

# What is being made, changed or removed will tell when it is done.
violation contains {
	"code": "failed",
	"args": {"status": status},
	"evidence": ["/resource/runtime/Status"],
} if {
	status := input.resource.runtime.Status
	status in {"CREATE_FAILED", "DEGRADED", "DELETE_FAILED", "UPDATE_FAILED"}
}

violation contains {
	"code": "issue",
	"args": {"issue": issue.code},
	"evidence": [evidence.at(["resource", "runtime", "Issues", index])],
} if {
	some index, issue in input.resource.runtime.Issues
}
