# METADATA
# title: Studio domains let people in through IAM Identity Center
# description: >-
#   In IAM mode whoever may create a presigned URL opens any user's profile. Identity Center ties a profile to one
#   person, whose leaving closes it.
# custom:
#   resource: AWS::SageMaker::Domain
#   severity: medium
#   theme: access
#   messages:
#     iam: people enter by IAM (AuthMode is {mode})
#     unsaid: it does not say how people enter (AuthMode)
#   remediation: Create a domain with AuthMode set to SSO and move its users there; the mode cannot be changed later.
#   ja:
#     title: Studio ドメインの利用者は IAM Identity Center で認証している
#     description: IAM モードでは、署名付き URL を発行できる者が任意の利用者のプロファイルを開ける。Identity Center ではプロファイルが個人に紐づき、退職とともに無効になる。
#     messages:
#       iam: 利用者の認証が IAM で行われている（AuthMode は {mode}）
#       unsaid: 認証方式が示されていない（AuthMode）
#     remediation: AuthMode を SSO としたドメインを作成し、利用者を移行する（認証方式は後から変更できない）。
package controls.sagemaker.domain_sso

violation contains {"code": "iam", "args": {"mode": mode}, "evidence": ["/resource/properties/AuthMode"]} if {
	mode := input.resource.properties.AuthMode
	mode != "SSO"
}

# The property has no default, so AWS never leaves it out.
violation contains {"code": "unsaid", "evidence": ["/resource/properties/AuthMode"]} if {
	not input.resource.properties.AuthMode
}
