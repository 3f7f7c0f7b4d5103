# METADATA
# title: Guardrails block or mask every required kind of personal data
# description: >-
#   A guardrail that names a kind of personal data but takes no action on it, or not in both directions, lets it pass
#   to the model or to the user.
# custom:
#   resource: AWS::Bedrock::Guardrail
#   severity: high
#   theme: pii
#   messages:
#     draft_no_policy: the working draft has no sensitive information policy
#     draft_uncovered: the working draft does not act on {type} in both prompts and answers
#     version_no_policy: version {version} has no sensitive information policy
#     version_uncovered: version {version} does not act on {type} in both prompts and answers
#   remediation: >-
#     Add every required entity type to the sensitive information policy with the action BLOCK or ANONYMIZE for input
#     and output, publish a version, and delete the versions that lack it.
#   ja:
#     title: ガードレールは必要な種類の個人情報をすべて遮断またはマスキングする
#     description: 個人情報の種類を列挙していても、措置がない、または入力と出力の一方にしか効かないガードレールは、個人情報をモデルや利用者へ通過させる。
#     messages:
#       draft_no_policy: 作業中のドラフトに機密情報ポリシーがない
#       draft_uncovered: 作業中のドラフトは、プロンプトと応答の双方で {type} に措置を講じていない
#       version_no_policy: バージョン {version} に機密情報ポリシーがない
#       version_uncovered: バージョン {version} は、プロンプトと応答の双方で {type} に措置を講じていない
#     remediation: 必要なエンティティをすべて機密情報ポリシーに加え、入力と出力の双方を BLOCK または ANONYMIZE としてバージョンを発行し、措置のないバージョンを削除する。
package controls.bedrock.guardrail_pii

import data.lib.evidence
import data.lib.guardrail

violation contains {"code": "draft_no_policy", "evidence": [draft_policy]} if {
	not input.resource.properties.SensitiveInformationPolicyConfig
}

violation contains {
	"code": "draft_uncovered",
	"args": {"type": type},
	"evidence": [concat("", [draft_policy, "/PiiEntitiesConfig"]), required],
} if {
	input.resource.properties.SensitiveInformationPolicyConfig
	some type in input.params.pii.guardrail_entities
	not draft_acts_on[type]
}

violation contains {
	"code": "version_no_policy",
	"args": {"version": version_of(published)},
	"evidence": [version_policy(index)],
} if {
	some index, published in input.resource.runtime.Versions
	not published.SensitiveInformationPolicyConfig
}

violation contains {
	"code": "version_uncovered",
	"args": {"type": type, "version": version_of(published)},
	"evidence": [concat("", [version_policy(index), "/PiiEntitiesConfig"]), required],
} if {
	some index, published in input.resource.runtime.Versions
	published.SensitiveInformationPolicyConfig
	some type in input.params.pii.guardrail_entities
	not version_acts_on[index][type]
}

draft_acts_on contains entity.Type if {
	some entity in input.resource.properties.SensitiveInformationPolicyConfig.PiiEntitiesConfig
	guardrail.acts(entity)
}

version_acts_on[index] contains entity.Type if {
	some index, published in input.resource.runtime.Versions
	some entity in published.SensitiveInformationPolicyConfig.PiiEntitiesConfig
	guardrail.acts(entity)
}

version_of(published) := object.get(published, "Version", "?")

version_policy(index) := evidence.at(["resource", "runtime", "Versions", index, "SensitiveInformationPolicyConfig"])

draft_policy := "/resource/properties/SensitiveInformationPolicyConfig"

required := "/params/pii/guardrail_entities"
