# METADATA
# title: The organisation forbids AI services outside the declared regions
# description: >-
#   Where data may go is a promise that a scan can only check afterwards; a service control policy keeps it. All
#   policies that bind the account count, whichever unit they are attached to. None binds the management account, or
#   one in no organisation. Judged where regions are declared (residency.regions).
# custom:
#   resource: AWS::Organizations::ServiceControl
#   severity: high
#   theme: network
#   live_only: true
#   messages:
#     unbound: the account is in no organisation, or is its management account, which no service control policy binds
#     open: no service control policy in force forbids {service} outside the declared regions
#   remediation: >-
#     Attach a service control policy that denies bedrock:* and sagemaker:* on all resources with StringNotEquals
#     aws:RequestedRegion and the declared regions.
#   ja:
#     title: 組織は宣言外のリージョンでの AI サービスの利用を禁止している
#     description: データの所在の約束は、検査では事後にしか確認できず、サービスコントロールポリシーで初めて守られる。管理アカウントと組織に属さないアカウントには適用されない。
#     messages:
#       unbound: アカウントが組織に属していないか、サービスコントロールポリシーの及ばない管理アカウントである
#       open: 宣言外のリージョンでの {service} の利用を禁止する有効なサービスコントロールポリシーがない
#     remediation: 宣言したリージョン以外（aws:RequestedRegion）の bedrock:* と sagemaker:* を拒否するポリシーをアタッチする。
package controls.org.region_deny_effective

import data.lib.service_control

applies if count(input.params.residency.regions) > 0

violation contains {"code": "unbound", "evidence": ["/resource/properties/MasterAccountId"]} if {
	service_control.is_unbound
}

violation contains {
	"code": "open",
	"args": {"service": service},
	"evidence": ["/resource/properties/MasterAccountId", "/resource/properties/Policies", "/params/residency/regions"],
} if {
	not service_control.is_unbound
	some service, prefix in {"Bedrock": "bedrock", "SageMaker": "sagemaker"}
	not is_closed(prefix)
}

is_closed(prefix) if {
	some statement in service_control.denying({"aws:requestedregion"})
	service_control.denies(statement, concat(":", [prefix, "Qq0Zz0Xx"]))
	is_for_the_rest(statement)
}

is_closed(prefix) if {
	some place in service_control.places
	every statement in service_control.allowing(place) {
		is_shut(statement, prefix)
	}
}

is_shut(statement, prefix) if not service_control.opens(statement, prefix)

# What is allowed in the declared regions only is not allowed elsewhere.
is_shut(statement, _) if {
	some operator, tests in statement.Condition
	lower(operator) in {"stringequals", "stringequalsignorecase", "stringlike"}
	some key, values in tests
	lower(key) == "aws:requestedregion"
	every value in values {
		value in input.params.residency.regions
	}
}

# A value with a wildcard, or of another region, opens more than was declared. Where no region is named, everything is
# forbidden everywhere.
is_for_the_rest(statement) if {
	every operator, tests in object.get(statement, "Condition", {}) {
		every key, values in tests {
			is_narrow(lower(operator), lower(key), values)
		}
	}
}

is_narrow(_, key, _) if key != "aws:requestedregion"

is_narrow(operator, "aws:requestedregion", values) if {
	trim_suffix(operator, "ifexists") in {"stringnotequals", "stringnotequalsignorecase", "stringnotlike"}
	every value in values {
		value in input.params.residency.regions
	}
}
