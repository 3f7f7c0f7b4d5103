# METADATA
# title: Domains log who searched and changed what
# description: Without audit logs nobody can tell afterwards which documents an agent, or an intruder, has read.
# custom:
#   resource: AWS::OpenSearchService::Domain
#   severity: high
#   theme: audit
#   messages:
#     off: audit logs are not published
#   remediation: Publish AUDIT_LOGS to a log group (LogPublishingOptions) and enable auditing in the security plugin.
#   ja:
#     title: OpenSearch ドメインは検索と変更の監査ログを出力している
#     description: 監査ログがなければ、エージェントや侵入者がどの文書を読んだかを事後に確認できない。
#     messages:
#       off: 監査ログが出力されていない
#     remediation: AUDIT_LOGS をロググループへ出力し（LogPublishingOptions）、セキュリティプラグインの監査を有効にする。
package controls.opensearch.domain_audit_logs

violation contains {"code": "off", "evidence": ["/resource/properties/LogPublishingOptions/AUDIT_LOGS"]} if {
	not input.resource.properties.LogPublishingOptions.AUDIT_LOGS.Enabled == true
}
