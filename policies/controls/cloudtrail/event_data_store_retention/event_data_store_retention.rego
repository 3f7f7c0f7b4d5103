# METADATA
# title: Event data stores keep their events for long enough
# description: Events that are gone before the audit, or a store that one call deletes, prove nothing.
# custom:
#   resource: AWS::CloudTrail::EventDataStore
#   severity: high
#   theme: audit
#   messages:
#     too_short: events are kept for fewer days than the required years
#     unprotected: termination protection is off
#   remediation: >-
#     Set RetentionPeriod to the required years in days, and TerminationProtectionEnabled (UpdateEventDataStore).
#   ja:
#     title: イベントデータストアは所定の期間イベントを保持する
#     description: 監査の前に消えるイベントや、一度の呼び出しで削除できるストアは証拠とならない。
#     messages:
#       too_short: イベントの保持日数が所定の保管期間（年数）に満たない
#       unprotected: 削除保護が無効になっている
#     remediation: RetentionPeriod を所定の年数に設定し、TerminationProtectionEnabled を有効にする（UpdateEventDataStore）。
package controls.cloudtrail.event_data_store_retention

violation contains {
	"code": "too_short",
	"evidence": ["/resource/properties/RetentionPeriod", "/params/retention/audit_trail_years"],
} if {
	not long_enough
}

# CloudTrail protects a store unless it is told otherwise.
violation contains {"code": "unprotected", "evidence": ["/resource/properties/TerminationProtectionEnabled"]} if {
	input.resource.properties.TerminationProtectionEnabled == false
}

long_enough if {
	is_number(input.resource.properties.RetentionPeriod)
	input.resource.properties.RetentionPeriod >= input.params.retention.audit_trail_years * 365
}

# Where a template says nothing
# (https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateEventDataStore.html).
long_enough if {
	not input.resource.properties.RetentionPeriod
	default_days >= input.params.retention.audit_trail_years * 365
}

default_days := 366
