# METADATA
# title: Tables can be restored to any point in time
# description: >-
#   An agent that writes on its own can spoil a table within seconds; without point-in-time recovery what stood
#   there is gone.
# custom:
#   resource: AWS::DynamoDB::Table
#   severity: medium
#   theme: resilience
#   messages:
#     off: point-in-time recovery is off
#   remediation: Enable point-in-time recovery (UpdateContinuousBackups).
#   ja:
#     title: DynamoDB テーブルは任意の時点に復元できる
#     description: 自ら書き込むエージェントは、数秒でテーブルを損なうことがある。ポイントインタイムリカバリがなければ、元の内容は失われる。
#     messages:
#       off: ポイントインタイムリカバリが無効である
#     remediation: ポイントインタイムリカバリを有効にする（UpdateContinuousBackups）。
package controls.dynamodb.table_pitr

violation contains {"code": "off", "evidence": [place]} if {
	not input.resource.properties.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled == true
}

place := "/resource/properties/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled"
