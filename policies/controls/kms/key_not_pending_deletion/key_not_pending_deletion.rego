# METADATA
# title: No customer managed key awaits its deletion
# description: >-
#   With the key goes everything that was encrypted by it: training data, models, logs, and the evidence in them. What
#   still needs it shows only when it fails, so every key is judged; a deletion that is meant deserves a waiver.
# custom:
#   resource: AWS::KMS::Key
#   severity: high
#   theme: resilience
#   live_only: true
#   messages:
#     pending: the key is to be deleted (state {state})
#   remediation: >-
#     Cancel the deletion (CancelKeyDeletion) unless nothing is encrypted by the key any more; look up its use in
#     CloudTrail first.
#   ja:
#     title: 削除待ちの顧客管理キーがない
#     description: キーが削除されると、それで暗号化された学習データ、モデル、ログ、その中の証拠がすべて失われる。利用箇所は障害が起きて初めて判明するため、全キーを判定する。意図した削除は例外として登録する。
#     messages:
#       pending: キーの削除が予定されている（状態は {state}）
#     remediation: CloudTrail で利用状況を確認し、そのキーで暗号化されたデータが残っている場合は削除を取り消す（CancelKeyDeletion）。
package controls.kms.key_not_pending_deletion

applies if not input.resource.runtime.KeyManager == "AWS"

violation contains {
	"code": "pending",
	"args": {"state": state},
	"evidence": ["/resource/runtime/KeyState"],
} if {
	state := input.resource.runtime.KeyState
	state in {"PendingDeletion", "PendingReplicaDeletion"}
}
