# METADATA
# title: Functions run on a runtime that AWS still patches
# description: >-
#   A deprecated runtime gets no security updates, and after a while its functions can no longer be changed. The
#   runtimes in support are a parameter of the organisation.
# custom:
#   resource: AWS::Lambda::Function
#   severity: medium
#   theme: resilience
#   messages:
#     unsupported: "{runtime} is none of the supported runtimes"
#   remediation: Move the function to a supported runtime (UpdateFunctionConfiguration) and test it there.
#   ja:
#     title: Lambda 関数は AWS のサポート対象ランタイムで稼働している
#     description: 廃止されたランタイムにはセキュリティ更新が提供されず、やがて関数の更新もできなくなる。サポート対象は組織のパラメータで定める。
#     messages:
#       unsupported: "{runtime} はサポート対象ランタイムに含まれない"
#     remediation: 関数をサポート対象のランタイムへ移行し（UpdateFunctionConfiguration）、動作を確認する。
package controls.lambda.supported_runtime

# A function from a container image has none: its image brings one along.
applies if input.resource.properties.Runtime

violation contains {
	"code": "unsupported",
	"args": {"runtime": runtime},
	"evidence": ["/resource/properties/Runtime", "/params/lambda/supported_runtimes"],
} if {
	runtime := input.resource.properties.Runtime
	not runtime in input.params.lambda.supported_runtimes
}
