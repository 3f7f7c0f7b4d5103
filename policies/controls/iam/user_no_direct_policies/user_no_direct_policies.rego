# METADATA
# title: Users have their permissions from groups or roles
# description: >-
#   A policy on a single user is what reviews of groups and roles miss, and what stays behind when somebody changes
#   teams.
# custom:
#   resource: AWS::IAM::User
#   severity: low
#   theme: access
#   messages:
#     inline: the inline policy {policy} stands on the user itself
#     attached: the policy {policy} is attached to the user itself
#   remediation: Move the policy to a group or a role that the user belongs to.
#   ja:
#     title: ユーザーの権限はグループまたはロールを通じて付与されている
#     description: 個々のユーザーに付けられたポリシーはグループやロールの棚卸しから漏れ、異動後も残る。
#     messages:
#       inline: インラインポリシー {policy} がユーザーに直接付与されている
#       attached: ポリシー {policy} がユーザーに直接アタッチされている
#     remediation: ポリシーをユーザーが属するグループまたはロールへ移す。
package controls.iam.user_no_direct_policies

import data.lib.evidence

violation contains {
	"code": "inline",
	"args": {"policy": object.get(policy, "PolicyName", "?")},
	"evidence": [evidence.at(["resource", "properties", "Policies", index])],
} if {
	some index, policy in input.resource.properties.Policies
}

violation contains {
	"code": "attached",
	"args": {"policy": arn},
	"evidence": [evidence.at(["resource", "properties", "ManagedPolicyArns", index])],
} if {
	some index, arn in input.resource.properties.ManagedPolicyArns
}
