# METADATA
# title: Places that are declared de-identified hold no personal data
# description: >-
#   Whoever trusts the declaration trains models on such data, copies them and hands them on. Judged is what "kansa
#   scan --pii" found at places at or below one of pii.deidentified_prefixes.
# custom:
#   resource: Kansa::PersonalDataInventory
#   severity: high
#   theme: pii
#   live_only: true
#   messages:
#     found: "a place that is declared de-identified holds values of type {type}: {count} in {objects} objects"
#   remediation: >-
#     Find out which step let the values through, mask the objects anew, and do the same for every copy and for models
#     that learned from them; or take the prefix out of pii.deidentified_prefixes.
#   ja:
#     title: 非識別化済みと宣言された場所に個人情報が含まれていない
#     description: 宣言を信頼した者は、そのデータで学習し、複製し、提供する。pii.deidentified_prefixes の配下にある場所で「kansa scan --pii」が検出した内容を判定する。
#     messages:
#       found: 非識別化済みと宣言された場所に {type} とみられる値が含まれている（{objects} オブジェクト、{count} 件）
#     remediation: "\
#       値が残った工程を特定し、オブジェクトとその複製を改めてマスキングして、学習済みのモデルは再学習する。非識別化済みでない場合は、プレフィックスを pii.deidentified_prefixes から外す。"
package controls.pii.deidentified_prefix_clean

import data.lib.deidentified
import data.lib.found

applies if deidentified.declared(input.resource.properties.Place)

violation := found.flaws(input.params.pii.kept_types, input.params.pii.kept_confidence, found.kept_proofs)
