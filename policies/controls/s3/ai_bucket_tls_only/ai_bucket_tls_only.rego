# METADATA
# title: Buckets of the AI platform refuse unencrypted connections
# description: >-
#   S3 answers plain HTTP unless the bucket policy refuses it, to everybody, for all objects and without exception.
# custom:
#   resource: AWS::S3::Bucket
#   severity: medium
#   theme: encryption
#   messages:
#     admitted: no statement of the bucket policy denies requests without TLS
#   remediation: >-
#     Deny s3:* to everybody on the bucket and its objects under the condition Bool aws:SecureTransport false.
#   ja:
#     title: AI 基盤のバケットは暗号化されていない接続を拒否する
#     description: バケットポリシーが全員に対し、全オブジェクトについて例外なく拒否しない限り、S3 は平文の HTTP に応答する。
#     messages:
#       admitted: TLS を使用しない要求を拒否するステートメントがバケットポリシーにない
#     remediation: Bool aws:SecureTransport false の条件で、バケットとそのオブジェクトに対する s3:* を全員に拒否する。
package controls.s3.ai_bucket_tls_only

import data.lib.bucket
import data.lib.evidence
import data.lib.policy

applies if bucket.is_ai

violation contains {"code": "admitted", "evidence": ["/refs/policy/properties/PolicyDocument"]} if count(satisfied) == 0

satisfied contains evidence.at(["refs", "policy", "properties", "PolicyDocument", "Statement", index]) if {
	some index, statement in input.refs.policy.properties.PolicyDocument.Statement
	statement.Effect == "Deny"

	# NotPrincipal would make an exception.
	"*" in statement.Principal.AWS
	denies(statement, "s3:GetObject")
	denies(statement, "s3:PutObject")
	covers_objects(statement)
	is_plain_transport(statement)
}

denies(statement, action) if {
	some pattern in statement.Action
	policy.covers(pattern, action)
}

# The policy is the bucket's own, so only what it says of the objects matters: all of them, under any prefix.
covers_objects(statement) if {
	some pattern in statement.Resource
	regex.match(`^(\*|arn:[a-z-]+:s3:::([^/]*\*|[^/]+/\*))$`, pattern)
}

# Any further condition would make an exception.
is_plain_transport(statement) if {
	count(statement.Condition) == 1
	some operator, tests in statement.Condition
	lower(operator) in {"bool", "boolifexists"}
	count(tests) == 1
	some key, values in tests
	lower(key) == "aws:securetransport"
	some value in values
	lower(value) == "false"
}
