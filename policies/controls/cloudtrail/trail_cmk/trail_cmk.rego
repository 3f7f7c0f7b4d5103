# METADATA
# title: Trails encrypt their log files by a customer managed key
# description: >-
#   Log files tell who asked which model for what. With a key of one's own, reading them takes a second permission, and
#   every reading is on record.
# custom:
#   resource: AWS::CloudTrail::Trail
#   severity: medium
#   theme: encryption
#   messages:
#     none: no KMS key is named
#     dangling: the key {key} does not exist
#     unusable: the key {key} cannot be used, its state is {state}
#   remediation: Name an enabled customer managed key whose policy lets CloudTrail encrypt (UpdateTrail, KmsKeyId).
#   ja:
#     title: 証跡のログファイルは顧客管理キーで暗号化されている
#     description: ログファイルは、誰がどのモデルに何を要求したかを示す。顧客管理キーであれば、閲覧には別の権限が必要となり、閲覧自体も記録される。
#     messages:
#       none: KMS キーが指定されていない
#       dangling: キー {key} が存在しない
#       unusable: キー {key} は使用できない（状態は {state}）
#     remediation: CloudTrail に暗号化を許可したキーポリシーを持つ有効な顧客管理キーを指定する（UpdateTrail の KmsKeyId）。
package controls.cloudtrail.trail_cmk

import data.lib.kms

violation contains {"code": "none", "evidence": [key_id]} if not named

violation contains {"code": "dangling", "args": {"key": key}, "evidence": [key_id, "/refs/key"]} if {
	named
	key := input.resource.properties.KMSKeyId
	not input.refs.key.id
}

violation contains {
	"code": "unusable",
	"args": {"key": input.refs.key.id, "state": state},
	"evidence": [key_id, "/refs/key/id", "/refs/key/runtime/KeyState"],
} if {
	state := input.refs.key.runtime.KeyState
	not state in kms.usable_states
}

named if input.resource.properties.KMSKeyId != ""

key_id := "/resource/properties/KMSKeyId"
