# METADATA
# title: The account blocks public access to all its buckets
# description: One setting above all buckets holds when somebody forgets the one on a bucket, or opens it on purpose.
# custom:
#   resource: AWS::S3::AccountPublicAccessBlock
#   severity: high
#   theme: access
#   live_only: true
#   messages:
#     off: "{setting} is not set for the account"
#   remediation: Set all four settings for the account (s3control PutPublicAccessBlock).
#   ja:
#     title: アカウントはすべてのバケットのパブリックアクセスをブロックしている
#     description: バケットの設定が漏れていても、意図的に公開されても、全バケットに優先するこの設定が守る。
#     messages:
#       off: アカウントで {setting} が有効になっていない
#     remediation: アカウントの 4 項目すべてを有効にする（s3control の PutPublicAccessBlock）。
package controls.s3.account_public_access_block

violation contains {
	"code": "off",
	"args": {"setting": "BlockPublicAcls"},
	"evidence": ["/resource/properties/BlockPublicAcls"],
} if {
	not input.resource.properties.BlockPublicAcls == true
}

violation contains {
	"code": "off",
	"args": {"setting": "IgnorePublicAcls"},
	"evidence": ["/resource/properties/IgnorePublicAcls"],
} if {
	not input.resource.properties.IgnorePublicAcls == true
}

violation contains {
	"code": "off",
	"args": {"setting": "BlockPublicPolicy"},
	"evidence": ["/resource/properties/BlockPublicPolicy"],
} if {
	not input.resource.properties.BlockPublicPolicy == true
}

violation contains {
	"code": "off",
	"args": {"setting": "RestrictPublicBuckets"},
	"evidence": ["/resource/properties/RestrictPublicBuckets"],
} if {
	not input.resource.properties.RestrictPublicBuckets == true
}
