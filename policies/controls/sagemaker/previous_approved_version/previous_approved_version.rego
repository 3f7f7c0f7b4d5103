# METADATA
# title: Every model in use has an approved version to go back to
# description: >-
#   When a release turns out bad, the only safe way is back to a version that somebody approved. A group with a single
#   approved version has none. Groups without any are not judged.
# custom:
#   resource: AWS::SageMaker::ModelPackageGroup
#   severity: high
#   theme: resilience
#   messages:
#     only_one: version {version} is its only approved one
#   remediation: Keep the last approved version approved (do not reject or delete it) when a new one is released.
#   ja:
#     title: 使用中のモデルには、切り戻し先となる承認済みバージョンがある
#     description: 不具合のあるリリースから安全に戻れるのは承認済みのバージョンだけである。承認済みが一つしかないグループには切り戻し先がない。
#     messages:
#       only_one: 承認済みのバージョンが {version} しかない
#     remediation: 新しいバージョンのリリース時に、直前の承認済みバージョンを却下・削除せず承認済みのまま残す。
package controls.sagemaker.previous_approved_version

applies if count(approved) > 0

violation contains {
	"code": "only_one",
	"args": {"version": text_of(approved[0])},
	"evidence": ["/refs/versions"],
} if {
	count(approved) == 1
}

# A package whose creation failed holds nothing to go back to.
approved := [version |
	some version in input.refs.versions
	version.properties.ModelApprovalStatus == "Approved"
	not version.runtime.ModelPackageStatus == "Failed"
]

text_of(version) := number_text(object.get(version, ["properties", "ModelPackageVersion"], "?"))

number_text(number) := format_int(number, 10) if is_number(number)

number_text(number) := "?" if not is_number(number)
