# METADATA
# title: Buckets of the AI platform replicate into the declared regions only
# description: >-
#   A rule of replication takes personal data out of the country by itself. Where no region is declared
#   (residency.regions) nothing is judged.
# custom:
#   resource: AWS::S3::Bucket
#   severity: high
#   theme: pii
#   messages:
#     outside: rule {rule} replicates to {bucket} in {region}
#   remediation: Replicate to a bucket in a declared region, and remove the copies from the other.
#   ja:
#     title: AI 基盤のバケットは宣言したリージョンにのみ複製される
#     description: レプリケーションルールは個人データを自動的に国外へ移す。リージョン（residency.regions）の宣言がなければ判定しない。
#     messages:
#       outside: ルール {rule} は {region} の {bucket} へ複製している
#     remediation: 宣言したリージョンのバケットへ複製し、それ以外の複製を削除する。
package controls.s3.ai_bucket_replication_in_boundary

import data.lib.bucket
import data.lib.evidence

applies if {
	bucket.is_ai
	count(input.params.residency.regions) > 0
}

violation contains {
	"code": "outside",
	"args": {
		"bucket": rule.Destination.Bucket,
		"region": destination.region,
		"rule": object.get(rule, "Id", format_int(index, 10)),
	},
	"evidence": [
		evidence.at(["resource", "properties", "ReplicationConfiguration", "Rules", index]),
		evidence.at(["refs", "destinations", rule.Destination.Bucket, "region"]),
		"/params/residency/regions",
	],
} if {
	some index, rule in input.resource.properties.ReplicationConfiguration.Rules
	rule.Status == "Enabled"
	destination := input.refs.destinations[rule.Destination.Bucket]
	not destination.region in input.params.residency.regions
}
