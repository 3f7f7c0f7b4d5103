# METADATA
# title: Actions of Studio users can be told apart
# description: >-
#   Users of one execution role look alike in CloudTrail, and one of them can do whatever another may. Each profile has
#   a role of its own, or the domain passes the profile's name on as the source identity.
# custom:
#   resource: AWS::SageMaker::UserProfile
#   severity: medium
#   theme: access
#   messages:
#     shared: it shares the execution role {role} with another profile of its domain, without source identity
#   remediation: >-
#     Give each persona a role of its own (UserSettings.ExecutionRole), or set ExecutionRoleIdentityConfig of the domain
#     to USER_PROFILE_NAME and allow sts:SetSourceIdentity in the role's trust policy.
#   ja:
#     title: Studio 利用者の操作は個人を識別できる
#     description: 同じ実行ロールの利用者は CloudTrail で区別できず、権限も共有する。プロファイルごとに専用ロールを割り当てるか、ドメインでプロファイル名をソース ID として引き渡す必要がある。
#     messages:
#       shared: 実行ロール {role} を同じドメインの他のプロファイルと共有し、ソース ID も設定されていない
#     remediation: 専用の ExecutionRole を割り当てるか、ドメインの ExecutionRoleIdentityConfig を USER_PROFILE_NAME に変更する。
package controls.sagemaker.user_profile_role_not_shared

# Who else is there and by which roles is one question: the evidence is the whole list.
violation contains {
	"code": "shared",
	"args": {"role": own},
	"evidence": [
		"/resource/properties/DomainId",
		"/resource/properties/UserSettings",
		"/refs/domain/properties/DefaultUserSettings/ExecutionRole",
		"/refs/domain/properties/DomainSettings/ExecutionRoleIdentityConfig",
		"/refs/profiles",
	],
} if {
	not attributed
	own != ""
	some other in input.refs.profiles
	other.id != input.resource.id
	other.properties.DomainId == input.resource.properties.DomainId
	object.get(other, ["properties", "UserSettings", "ExecutionRole"], inherited) == own
}

attributed if {
	input.refs.domain.properties.DomainSettings.ExecutionRoleIdentityConfig == "USER_PROFILE_NAME"
}

# A profile without a role of its own bears the domain's.
own := input.resource.properties.UserSettings.ExecutionRole

own := inherited if not input.resource.properties.UserSettings.ExecutionRole

# Domains may have none; where one could not be seen the engine knows of the gap.
default inherited := ""

inherited := input.refs.domain.properties.DefaultUserSettings.ExecutionRole
