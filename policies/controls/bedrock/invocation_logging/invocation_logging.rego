# METADATA
# title: Bedrock invocations are logged with their text
# description: >-
#   Without invocation logs nobody can show what was asked of a model and what it answered.
# custom:
#   resource: Kansa::Region
#   severity: high
#   theme: audit
#   live_only: true
#   messages:
#     not_configured: model invocation logging is not configured
#     text_off: prompts and answers are left out of the log (textDataDeliveryEnabled)
#     no_destination: the logging names neither a bucket nor a log group
#     destination_gone: none of the destinations that the logging names exists
#   remediation: >-
#     Configure model invocation logging in the region (PutModelInvocationLoggingConfiguration) with text delivery to an
#     existing bucket or log group.
#   ja:
#     title: Bedrock の呼び出しが本文とともに記録されている
#     description: 呼び出しログがなければ、モデルへの入力とその応答を事後に検証できる監査証跡が残らない。
#     messages:
#       not_configured: モデル呼び出しのログ記録が設定されていない
#       text_off: プロンプトと応答の本文がログに含まれない（textDataDeliveryEnabled）
#       no_destination: ログの出力先としてバケットもロググループも指定されていない
#       destination_gone: 指定されたログの出力先がいずれも存在しない
#     remediation: リージョンでモデル呼び出しのログ記録（PutModelInvocationLoggingConfiguration）を設定し、実在するバケットまたはロググループへ本文を配信する。
package controls.bedrock.invocation_logging

import data.lib.evidence

violation contains {"code": "not_configured", "evidence": ["/refs/invocationLogging"]} if not configured

violation contains {
	"code": "text_off",
	"evidence": [evidence.at(["refs", "invocationLogging", index, "properties", "textDataDeliveryEnabled"])],
} if {
	some index, logging in input.refs.invocationLogging
	not logging.properties.textDataDeliveryEnabled == true
}

violation contains {
	"code": "no_destination",
	"evidence": [
		evidence.at(["refs", "invocationLogging", index, "properties", "s3Config", "bucketName"]),
		evidence.at(["refs", "invocationLogging", index, "properties", "cloudWatchConfig", "logGroupName"]),
	],
} if {
	some index, logging in input.refs.invocationLogging
	not names_destination(logging)
}

# One destination that exists keeps the log; the bucket for large bodies alone does not.
violation contains {
	"code": "destination_gone",
	"evidence": [
		evidence.at(["refs", "invocationLogging", index]),
		"/refs/invocationLogBuckets",
		"/refs/invocationLogGroups",
	],
} if {
	some index, logging in input.refs.invocationLogging
	names_destination(logging)
	not has_destination(logging)
}

# Only log groups that the logging names are joined, so one that is there proves delivery, whatever hides the bucket.
# The other violations go first.
satisfied contains evidence.at(["refs", "invocationLogGroups", name]) if some name, _ in input.refs.invocationLogGroups

configured if some _ in input.refs.invocationLogging

names_destination(logging) if logging.properties.s3Config.bucketName

names_destination(logging) if logging.properties.cloudWatchConfig.logGroupName

has_destination(logging) if input.refs.invocationLogBuckets[logging.properties.s3Config.bucketName]

has_destination(logging) if input.refs.invocationLogGroups[logging.properties.cloudWatchConfig.logGroupName]
