# METADATA
# title: Trails sign digests of their log files
# description: Without digests nobody can show that a log file was neither altered nor removed after its delivery.
# custom:
#   resource: AWS::CloudTrail::Trail
#   severity: medium
#   theme: audit
#   messages:
#     off: log file validation is not enabled
#   remediation: Enable log file validation (UpdateTrail, EnableLogFileValidation), and validate the digests regularly.
#   ja:
#     title: 証跡のログファイルの整合性検証が有効である
#     description: ダイジェストがなければ、配信後のログファイルが改ざんも削除もされていないことを誰も示せない。
#     messages:
#       off: ログファイルの整合性検証が有効になっていない
#     remediation: ログファイルの整合性検証（EnableLogFileValidation）を有効にし、ダイジェストを定期的に検証する。
package controls.cloudtrail.log_file_validation

violation contains {"code": "off", "evidence": ["/resource/properties/EnableLogFileValidation"]} if {
	not input.resource.properties.EnableLogFileValidation == true
}
