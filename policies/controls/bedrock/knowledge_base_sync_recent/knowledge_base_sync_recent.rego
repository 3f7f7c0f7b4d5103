# METADATA
# title: Data sources of knowledge bases are synchronised in time
# description: >-
#   Between two synchronisations a knowledge base answers from what the documents said, and goes on showing those that
#   were withdrawn. A job that failed brings nothing up to date.
# custom:
#   resource: AWS::Bedrock::DataSource
#   severity: medium
#   theme: monitoring
#   live_only: true
#   messages:
#     never: no ingestion job has ever completed
#     stale: the last completed ingestion job is older than the required days
#   remediation: >-
#     Synchronise the data source (StartIngestionJob) on a schedule, and mend what made the latest jobs fail.
#   ja:
#     title: ナレッジベースのデータソースは所定の期間内に同期されている
#     description: 同期されるまで、ナレッジベースは過去の文書に基づいて応答し、取り下げられた文書も示し続ける。失敗したジョブでは何も更新されない。
#     messages:
#       never: 完了した取り込みジョブが一つもない
#       stale: 最後に完了した取り込みジョブが所定の日数より古い
#     remediation: データソースを定期的に同期し（StartIngestionJob）、直近のジョブが失敗した原因を取り除く。
package controls.bedrock.knowledge_base_sync_recent

# Documents of a custom source are ingested one by one, without jobs.
applies if not input.resource.properties.DataSourceConfiguration.Type == "CUSTOM"

violation contains {"code": "never", "evidence": [completed]} if not input.resource.runtime.LastIngestion.updatedAt

violation contains {
	"code": "stale",
	"evidence": [completed, "/params/bedrock/sync_days", "/now"],
} if {
	input.resource.runtime.LastIngestion.updatedAt
	not is_recent
}

is_recent if {
	is_number(input.resource.runtime.LastIngestion.updatedAt)
	input.now - input.resource.runtime.LastIngestion.updatedAt <= input.params.bedrock.sync_days * 86400000
}

completed := "/resource/runtime/LastIngestion/updatedAt"
