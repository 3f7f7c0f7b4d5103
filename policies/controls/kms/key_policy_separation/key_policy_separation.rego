# METADATA
# title: Nobody both administers and uses a key
# description: >-
#   Segregation of duties: who can change a key's policy or delete it must not read what it encrypts. The statement of
#   the account's root, by which IAM policies get their say, is not judged.
# custom:
#   resource: AWS::KMS::Key
#   severity: high
#   theme: encryption
#   messages:
#     both: "{principal} both administers the key and encrypts or decrypts by it"
#   remediation: >-
#     Split the key policy into a statement for administrators (kms:Put*, kms:ScheduleKeyDeletion ...) and one for users
#     (kms:Decrypt, kms:GenerateDataKey ...) with disjoint principals.
#   ja:
#     title: キーの管理者と利用者が分離されている
#     description: 職務分掌の観点から、キーの変更や削除ができる者が、暗号化されたデータを読めてはならない。ルートへの委任は対象外である。
#     messages:
#       both: "{principal} はキーの管理と暗号化・復号の両方が可能である"
#     remediation: キーポリシーを管理者用（kms:Put* など）と利用者用（kms:Decrypt など）に分け、プリンシパルを重複させない。
package controls.kms.key_policy_separation

import data.lib.evidence
import data.lib.policy

applies if not input.resource.runtime.KeyManager == "AWS"

violation contains {
	"code": "both",
	"args": {"principal": principal},
	"evidence": sort({pointer_of(administering), pointer_of(using)}),
} if {
	some administering, one in input.resource.properties.KeyPolicy.Statement
	some principal in one.Principal.AWS
	is_single(principal)
	administers(one)
	some using, other in input.resource.properties.KeyPolicy.Statement
	principal in other.Principal.AWS
	uses(other)
}

administers(statement) if {
	some action in ["kms:PutKeyPolicy", "kms:ScheduleKeyDeletion", "kms:DisableKey", "kms:DeleteImportedKeyMaterial"]
	policy.allows(statement, action)
}

uses(statement) if {
	some action in [
		"kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext",
		"kms:ReEncryptFrom", "kms:Sign", "kms:GenerateMac",
	]
	policy.allows(statement, action)
}

# The root of an account, or its bare id, stands for the account's IAM policies; "*" is kms/key_policy_not_public's.
is_single(principal) if {
	principal != "*"
	not endswith(principal, ":root")
	not regex.match(`^[0-9]{12}$`, principal)
}

pointer_of(index) := evidence.at(["resource", "properties", "KeyPolicy", "Statement", index])
