# METADATA
# title: The account is opted out of having its content used by AWS AI services
# description: >-
#   Some AI services of AWS may keep what they are given and improve themselves by it, unless the organisation's policy
#   in force for the account opts out. That a policy exists somewhere says nothing of this account.
# custom:
#   resource: AWS::Organizations::EffectivePolicy
#   severity: medium
#   theme: pii
#   live_only: true
#   messages:
#     not_opted_out: no policy in force opts the account out by default
#     opted_in: the policy in force leaves {service} opted in
#   remediation: >-
#     Attach an AI services opt-out policy with default optOut to the root of the organisation, and let no policy below
#     it opt in.
#   ja:
#     title: アカウントのコンテンツは AWS AI サービスの改善に利用されない（オプトアウト済み）
#     description: 組織のポリシーがアカウントに対して有効にオプトアウトしていない限り、AWS の一部の AI サービスは入力を保存し、改善に利用することがある。ポリシーの存在だけでは、このアカウントへの適用は分からない。
#     messages:
#       not_opted_out: 既定でオプトアウトする有効なポリシーがない
#       opted_in: 有効なポリシーで {service} がオプトインのままである
#     remediation: 組織のルートに default を optOut とする AI サービスのオプトアウトポリシーをアタッチし、下位でのオプトインを禁止する。
package controls.org.ai_opt_out_effective

import data.lib.evidence

violation contains {"code": "not_opted_out", "evidence": ["/resource/properties/PolicyContent"]} if {
	not opts_out("default")
}

violation contains {
	"code": "opted_in",
	"args": {"service": service},
	"evidence": [evidence.at(["resource", "properties", "PolicyContent", "services", service])],
} if {
	some service, _ in input.resource.properties.PolicyContent.services
	service != "default"
	not opts_out(service)
}

opts_out(service) if input.resource.properties.PolicyContent.services[service].opt_out_policy == "optOut"
