# METADATA
# title: Guardrails act on every type of personal data that invocation logs hold
# description: >-
#   Logs show what people really send to models, and what these answer. A log does not say which guardrail stood in
#   front, so every guardrail of the region, its draft and each version, has to block or mask each type that "kansa
#   scan --pii" found in the logs: by the entity of Bedrock that stands for it, or by a regular expression that matches
#   an example of each of its forms within a sentence.
# custom:
#   resource: Kansa::PersonalDataInventory
#   severity: high
#   theme: pii
#   live_only: true
#   messages:
#     no_guardrail: the logs hold {type}, and there is no guardrail in {region}
#     uncovered: >-
#       the logs hold {type}, and {version} of the guardrail {guardrail} does not act on it in both prompts and answers
#   remediation: >-
#     Add the entity type, or a regular expression where Bedrock has none (My Number, pension numbers, Japanese
#     driver's licences …), to the sensitive information policy with the action BLOCK or ANONYMIZE for input and
#     output, publish a version, and delete those that lack it.
#   ja:
#     title: ガードレールは、呼び出しログに含まれる個人情報の全種類に措置を講じる
#     description: "\
#       ログには、利用者が実際に入力した内容とモデルの応答が残る。どのガードレールを経由したかはログに現れないため、リージョン内の全ガードレール（ドラフトと各バージョン）が、\
#       「kansa scan --pii」がログで検出した種類を遮断またはマスキングしなければならない。Bedrock のエンティティ、または当該種類の各形式の例に文中で一致する正規表現による。"
#     messages:
#       no_guardrail: ログに {type} が含まれるが、{region} にガードレールがない
#       uncovered: ログに {type} が含まれるが、ガードレール {guardrail} の {version} はプロンプトと応答の双方でこれに措置を講じていない
#     remediation: "\
#       該当するエンティティを、Bedrock にない種類（個人番号、基礎年金番号、日本の運転免許証番号など）は正規表現を機密情報ポリシーに加え、入力と出力の双方を BLOCK または ANONYMIZE とする。\
#       バージョンを発行し、措置のないバージョンを削除する。"
package controls.pii.guardrail_covers_found_types

import data.lib.evidence
import data.lib.found
import data.lib.guardrail

applies if "invocation_logs" in input.resource.properties.Uses

violation contains {
	"code": "no_guardrail",
	"args": {"type": type, "region": region},
	"evidence": array.concat(proofs_of(index, user), ["/refs/guardrails"]),
} if {
	some index, type in found.kept
	some user, region in regions
	count([true | some one in input.refs.guardrails; one.region == region]) == 0
}

violation contains {
	"code": "uncovered",
	"args": {"type": type, "guardrail": name_of(one), "version": "DRAFT"},
	"evidence": array.concat(proofs_of(index, user), [
		evidence.at(["refs", "guardrails", place, "region"]),
		evidence.at(["refs", "guardrails", place, "properties", "SensitiveInformationPolicyConfig"]),
	]),
} if {
	some index, type in found.kept
	some user, region in regions
	some place, one in input.refs.guardrails
	one.region == region
	not covers(object.get(one, ["properties", "SensitiveInformationPolicyConfig"], {}), type)
}

violation contains {
	"code": "uncovered",
	"args": {"type": type, "guardrail": name_of(one), "version": object.get(published, "Version", "?")},
	"evidence": array.concat(proofs_of(index, user), [
		evidence.at(["refs", "guardrails", place, "region"]),
		evidence.at(["refs", "guardrails", place, "runtime", "Versions", version, "SensitiveInformationPolicyConfig"]),
	]),
} if {
	some index, type in found.kept
	some user, region in regions
	some place, one in input.refs.guardrails
	one.region == region
	some version, published in one.runtime.Versions
	not covers(object.get(published, "SensitiveInformationPolicyConfig", {}), type)
}

# Where models are asked whose log this is: a bucket may stand elsewhere.
regions[index] := user.Region if {
	some index, user in input.resource.properties.Users
	user.Use == "invocation_logs"
}

proofs_of(index, user) := array.concat(
	[found.at(index), evidence.at(["resource", "properties", "Users", user])],
	found.kept_proofs,
)

name_of(one) := object.get(one, ["properties", "Name"], object.get(one, "id", "?"))

covers(policy, type) if {
	every form in forms[type] {
		covers_form(policy, form)
	}
}

covers_form(policy, form) if {
	some entity in policy.PiiEntitiesConfig
	entity.Type == form.entity
	guardrail.acts(entity)
}

# An expression that is bound to the beginning or the end of a text meets no value within one.
covers_form(policy, form) if {
	some expression in policy.RegexesConfig
	guardrail.acts(expression)
	regex.match(expression.Pattern, concat(" ", ["x", form.example, "x"]))
}

# By what each type is met: an entity of Bedrock (GuardrailPiiEntityType), where there is one for it as it is used in
# Japan, too; an example that is nobody's otherwise, and where one type has several forms, one of each.
forms := {
	"address": [{"entity": "ADDRESS"}],
	"assigned_secret": [{"entity": "PASSWORD"}],
	"aws_access_key_id": [{"entity": "AWS_ACCESS_KEY"}],
	"bank_account": [{"example": "0000001"}],
	"birth_date": [{"example": "1900-01-02"}, {"example": "1900年1月2日"}],
	"confidential_label": [{"example": "社外秘"}],
	"corporate_number": [{"example": "0000000000000"}],
	"credit_card": [{"entity": "CREDIT_DEBIT_CARD_NUMBER"}],
	"driver_licence": [{"example": "000000000001"}],
	"email": [{"entity": "EMAIL"}],
	"github_token": [{"example": concat("", ["ghp_", "000000000000000000000000000000000000"])}],
	"health_insurance": [{"example": "00000001"}],
	"iban": [{"entity": "INTERNATIONAL_BANK_ACCOUNT_NUMBER"}],
	"json_web_token": [{"example": "eyJhbGciOiJub25lIn0.eyJzdWIiOiIwIn0.AAAAAAAA"}],
	"my_number": [{"example": "000000000001"}, {"example": "0000 0000 0001"}],
	"name": [{"entity": "NAME"}],
	"passport": [{"example": "AA0000001"}, {"entity": "US_PASSPORT_NUMBER", "example": "A00000001"}],
	"pension_number": [{"example": "0000-000001"}],
	"phone": [{"entity": "PHONE"}],
	"postal_code": [{"example": "000-0001"}],
	"private_key": [{"example": concat("", ["-----BEGIN ", "PRIVATE KEY-----"])}],
	"slack_token": [{"example": concat("", ["xoxb-", "000000000000-000000000000-000000000000000000000000"])}],
	"url_credentials": [{"entity": "PASSWORD"}],
	"us_ssn": [{"entity": "US_SOCIAL_SECURITY_NUMBER"}],
}
