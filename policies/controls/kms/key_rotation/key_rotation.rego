# METADATA
# title: Customer managed keys are rotated
# description: >-
#   Without rotation one key material encrypts everything for ever, and whoever gets hold of it reads it all.
# custom:
#   resource: AWS::KMS::Key
#   severity: medium
#   theme: encryption
#   messages:
#     off: automatic rotation is not enabled
#   remediation: Enable automatic rotation of the key (EnableKeyRotation).
#   ja:
#     title: 顧客管理キーはローテーションされている
#     description: ローテーションがなければ、一つのキーマテリアルがすべてのデータを暗号化し続け、漏えい時の影響が全体に及ぶ。
#     messages:
#       off: 自動ローテーションが有効になっていない
#     remediation: キーの自動ローテーション（EnableKeyRotation）を有効にする。
package controls.kms.key_rotation

# KMS rotates the material that it made itself, of symmetric keys in use. A key of a template, of which nothing runs
# yet, names neither manager nor state: it will be the customer's, and enabled.
applies if {
	not input.resource.runtime.KeyManager == "AWS"
	not has_other_spec
	not has_foreign_material
	not is_resting
}

violation contains {"code": "off", "evidence": ["/resource/properties/EnableKeyRotation"]} if {
	not input.resource.properties.EnableKeyRotation == true
}

has_other_spec if input.resource.properties.KeySpec != "SYMMETRIC_DEFAULT"

has_foreign_material if input.resource.properties.Origin != "AWS_KMS"

is_resting if input.resource.runtime.KeyState != "Enabled"

is_resting if input.resource.properties.Enabled == false
