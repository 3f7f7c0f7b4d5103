# METADATA
# title: Studio spaces are not opened to editors elsewhere
# description: >-
#   Remote access lets an editor on somebody's machine work in the space through a tunnel: past the domain's sign-in by
#   IAM Identity Center, and with the data within reach of that machine and its extensions.
# custom:
#   resource: AWS::SageMaker::Space
#   severity: medium
#   theme: access
#   messages:
#     enabled: remote access is enabled
#   remediation: >-
#     Set RemoteAccess of the space to DISABLED (UpdateSpace), and deny spaces with it by the condition key
#     sagemaker:RemoteAccess; where it is wanted, confine sagemaker:StartSession to the owner's space.
#   ja:
#     title: Studio スペースは外部のエディターに公開されていない
#     description: >-
#       リモートアクセスを有効にすると、利用者の端末のエディターがトンネル経由でスペースに接続できる。
#       IAM Identity Center によるドメインのサインインを経由せず、データは端末とその拡張機能の手の届くところに置かれる。
#     messages:
#       enabled: リモートアクセスが有効である
#     remediation: >-
#       スペースの RemoteAccess を DISABLED とし（UpdateSpace）、条件キー sagemaker:RemoteAccess で有効化を拒否する。
#       必要な場合は sagemaker:StartSession を所有者のスペースに限定する。
package controls.sagemaker.space_remote_access

violation contains {"code": "enabled", "evidence": ["/resource/properties/SpaceSettings/RemoteAccess"]} if {
	input.resource.properties.SpaceSettings.RemoteAccess == "ENABLED"
}
