# METADATA
# title: Studio spaces belong to one person each
# description: >-
#   All profiles of a domain read and change the files of a shared space, and run code with its one role: nobody can say
#   afterwards who did what, and the least of them has what the space has.
# custom:
#   resource: AWS::SageMaker::Space
#   severity: low
#   theme: access
#   messages:
#     shared: every user profile of the domain {domain} may work in it
#   remediation: >-
#     Give each person a private space, share code by a repository, and deny sagemaker:CreateSpace with
#     sagemaker:SpaceSharingType = Shared; waive the spaces that a team needs.
#   ja:
#     title: Studio スペースはそれぞれ一人の利用者に属する
#     description: >-
#       共有スペースのファイルはドメインの全プロファイルが読み書きでき、コードは一つのロールで実行される。
#       誰が何をしたかを後から示せず、最も権限の小さい利用者もスペースの権限を得る。
#     messages:
#       shared: ドメイン {domain} の全ユーザープロファイルが利用できる
#     remediation: >-
#       利用者ごとにプライベートスペースを割り当て、コードはリポジトリで共有する。sagemaker:SpaceSharingType が Shared の
#       sagemaker:CreateSpace を拒否し、チームに必要なスペースは例外として登録する。
package controls.sagemaker.space_private

# https://docs.aws.amazon.com/sagemaker/latest/dg/execution-roles-and-spaces.html
violation contains {
	"code": "shared",
	"args": {"domain": domain},
	"evidence": ["/resource/properties/SpaceSharingSettings/SharingType"],
} if {
	input.resource.properties.SpaceSharingSettings.SharingType == "Shared"
}

default domain := "?"

domain := input.resource.properties.DomainId
