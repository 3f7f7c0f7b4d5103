# METADATA
# title: The organisation forbids switching off the audit trail, guardrails and the invocation log
# description: >-
#   Whoever administers the account can switch off what watches him, unless a service control policy forbids it. All
#   policies that bind the account count; principals that they exempt must be named. None binds the management account,
#   or one in no organisation.
# custom:
#   resource: AWS::Organizations::ServiceControl
#   severity: high
#   theme: audit
#   live_only: true
#   messages:
#     unbound: the account is in no organisation, or is its management account, which no service control policy binds
#     open: "no service control policy in force forbids: {actions}"
#   remediation: >-
#     Attach a service control policy that denies these actions on all resources, with named roles exempt at most.
#   ja:
#     title: 組織は監査証跡・ガードレール・呼び出しログの停止を禁止している
#     description: サービスコントロールポリシーで禁止しない限り、アカウントの管理者は自らを監視する仕組みを停止できる。例外とする主体は特定されていなければならない。
#     messages:
#       unbound: アカウントが組織に属していないか、サービスコントロールポリシーの及ばない管理アカウントである
#       open: 次の操作を禁止する有効なサービスコントロールポリシーがない：{actions}
#     remediation: これらの操作をすべてのリソースについて拒否し、例外を特定のロールに限るポリシーをアタッチする。
package controls.org.protection_deny_effective

import data.lib.policy
import data.lib.service_control

violation contains {"code": "unbound", "evidence": ["/resource/properties/MasterAccountId"]} if {
	service_control.is_unbound
}

violation contains {
	"code": "open",
	"args": {"actions": concat(", ", sort(allowed))},
	"evidence": ["/resource/properties/MasterAccountId", "/resource/properties/Policies"],
} if {
	not service_control.is_unbound
	count(allowed) > 0
}

allowed contains action if {
	some action in [
		"bedrock:DeleteGuardrail",
		"bedrock:DeleteModelInvocationLoggingConfiguration",
		"cloudtrail:DeleteTrail",
		"cloudtrail:StopLogging",
		"config:DeleteConfigurationRecorder",
		"config:StopConfigurationRecorder",
	]
	not is_denied(action)
}

is_denied(action) if {
	some statement in service_control.denying(set())
	service_control.denies(statement, action)
}

is_denied(action) if {
	some place in service_control.places
	every statement in service_control.allowing(place) {
		not policy.allows(statement, action)
	}
}
