# METADATA
# title: Functions and their aliases are not public
# description: >-
#   Whoever may invoke a tool of an agent acts without the agent, its guardrail and its log. A URL without
#   authorisation opens it to the internet where the policy lets anyone in.
# custom:
#   resource: AWS::Lambda::Function
#   severity: critical
#   theme: access
#   live_only: true
#   messages:
#     policy: statement {statement} of the policy of {alias} allows principals of any account
#     url: the URL of {alias} asks for no authorisation, and its policy lets anyone in
#   remediation: >-
#     Name the principal, or add a condition on aws:SourceAccount, aws:SourceArn or aws:PrincipalOrgID; set AuthType
#     of the URL to AWS_IAM.
#   ja:
#     title: Lambda 関数とそのエイリアスは公開されていない
#     description: エージェントのツールを直接呼び出せる者は、エージェントもガードレールもログも経ずに操作できる。ポリシーが不特定の者を許可していれば、認証なしの関数 URL はインターネットに開かれる。
#     messages:
#       policy: "{alias} のポリシーのステートメント {statement} は任意のアカウントのプリンシパルを許可している"
#       url: "{alias} の関数 URL は認証を求めず、ポリシーも不特定の者を許可している"
#     remediation: >-
#       プリンシパルを特定するか、aws:SourceAccount、aws:SourceArn、aws:PrincipalOrgID の条件を加え、関数 URL の AuthType を AWS_IAM とする。
package controls.lambda.function_not_public

import data.lib.evidence
import data.lib.policy

violation contains {
	"code": "policy",
	"args": {"alias": alias_of(document), "statement": format_int(number, 10)},
	"evidence": [evidence.at(["resource", "runtime", "Policies", index])],
} if {
	some index, document in input.resource.runtime.Policies
	some number, statement in document.Statement
	open_to_anyone(statement)
	not by_open_url(statement)
}

violation contains {
	"code": "url",
	"args": {"alias": alias_of(url)},
	"evidence": [
		evidence.at(["resource", "runtime", "Urls", place]),
		evidence.at(["resource", "runtime", "Policies", index]),
	],
} if {
	some place, url in input.resource.runtime.Urls
	url.AuthType == "NONE"
	some index, document in input.resource.runtime.Policies
	alias_of(document) == alias_of(url)
	some statement in document.Statement
	policy.allows(statement, "lambda:InvokeFunctionUrl")
	open_to_anyone(statement)
}

alias_of(element) := object.get(element, "Qualifier", "$LATEST")

open_to_anyone(statement) if {
	statement.Effect == "Allow"
	policy.for_anyone(statement)
	not policy.confined_to_caller(statement)
	not policy.confined_to_source(statement)
}

# What lets anyone in through a URL without authorisation opens nothing where there is no such URL.
# https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
by_open_url(statement) if {
	some tests in statement.Condition
	some key, values in tests
	[lower(key), lower(concat(",", values))] in {
		["lambda:functionurlauthtype", "none"],
		["lambda:invokedviafunctionurl", "true"],
	}
}
