# METADATA
# title: Tables are protected from deletion
# description: One call, of a person or of a pipeline, deletes a table with everything in it unless the table refuses.
# custom:
#   resource: AWS::DynamoDB::Table
#   severity: medium
#   theme: resilience
#   messages:
#     off: deletion protection is off
#   remediation: Set DeletionProtectionEnabled of the table (UpdateTable).
#   ja:
#     title: DynamoDB テーブルは削除から保護されている
#     description: 保護がなければ、人またはパイプラインの一度の呼び出しで、テーブルは内容ごと削除される。
#     messages:
#       off: 削除保護が無効である
#     remediation: テーブルの DeletionProtectionEnabled を有効にする（UpdateTable）。
package controls.dynamodb.table_deletion_protection

violation contains {"code": "off", "evidence": [place]} if {
	not input.resource.properties.DeletionProtectionEnabled == true
}

place := "/resource/properties/DeletionProtectionEnabled"
