# METADATA
# title: Deleting a data source deletes its vectors
# description: >-
#   Vectors are a copy of the documents, personal data included. Where they are retained, they outlive the source from
#   which the data had to be erased.
# custom:
#   resource: AWS::Bedrock::DataSource
#   severity: medium
#   theme: pii
#   messages:
#     retained: the vectors are retained when the data source is deleted ({policy})
#   remediation: Set DataDeletionPolicy of the data source to DELETE (UpdateDataSource).
#   ja:
#     title: データソースの削除とともにベクトルも削除される
#     description: ベクトルは個人情報を含む文書の複製である。保持する設定では、消去義務を果たしたはずのデータがベクトルストアに残る。
#     messages:
#       retained: データソースを削除してもベクトルが保持される（{policy}）
#     remediation: データソースの DataDeletionPolicy を DELETE に設定する（UpdateDataSource）。
package controls.bedrock.knowledge_base_data_deletion_policy

# AWS deletes them where nothing is said: https://docs.aws.amazon.com/bedrock/latest/userguide/kb-delete.html
violation contains {
	"code": "retained",
	"args": {"policy": policy},
	"evidence": ["/resource/properties/DataDeletionPolicy"],
} if {
	policy := input.resource.properties.DataDeletionPolicy
	policy != "DELETE"
}
