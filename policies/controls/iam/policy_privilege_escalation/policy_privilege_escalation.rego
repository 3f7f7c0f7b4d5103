# METADATA
# title: No policy lets its holder grant itself more
# description: >-
#   Some actions change what IAM identities may do, and others run code with a role that the caller passes. Whoever may
#   do that to any identity, or with any role, has all its permissions. Statements are read one policy at a time.
# custom:
#   resource: AWS::IAM::PolicyDetail
#   severity: high
#   theme: access
#   messages:
#     grants: statement {statement} allows {actions} on every identity or policy
#     passes: statement {passing} lets any role be passed to {service}, and statement {creating} allows {action}
#   remediation: >-
#     Name the identities or policies in Resource, under a condition on iam:PermissionsBoundary; name the roles that may
#     be passed.
#   ja:
#     title: ポリシーは保持者による自らの権限昇格を許可していない
#     description: IAM の権限そのものを変える操作と、渡したロールでコードを実行させる操作がある。任意の対象に対して許される者は、そのすべての権限を得る。判定はポリシー単位である。
#     messages:
#       grants: ステートメント {statement} がすべての ID またはポリシーに対する {actions} を許可している
#       passes: ステートメント {passing} が任意のロールの {service} への引き渡しを、ステートメント {creating} が {action} を許可している
#     remediation: Resource に対象の ID やポリシーを列挙し、iam:PermissionsBoundary の条件を付ける。渡せるロールを限定する。
package controls.iam.policy_privilege_escalation

import data.lib.evidence
import data.lib.policy

violation contains {
	"code": "grants",
	"args": {"actions": concat(", ", sort(actions)), "statement": format_int(index, 10)},
	"evidence": [pointer_of(index)],
} if {
	some index, statement in input.resource.properties.PolicyDocument.Statement
	actions := policy.allowed(statement, granting)
	count(actions) > 0
	some kind in ["user/qq0zz0xx", "role/qq0zz0xx", "group/qq0zz0xx", "policy/qq0zz0xx"]
	policy.reaches_all(statement, "iam", kind)
	not policy.conditioned(statement)
}

violation contains {
	"code": "passes",
	"args": {
		"action": action,
		"creating": format_int(creating, 10),
		"passing": format_int(passing, 10),
		"service": service,
	},
	"evidence": sort({pointer_of(passing), pointer_of(creating)}),
} if {
	some passing, one in input.resource.properties.PolicyDocument.Statement
	some service, actions in running
	passes_to(one, service)
	some creating, other in input.resource.properties.PolicyDocument.Statement
	some action in actions
	policy.allows(other, action)
}

# Actions that change what an identity may do, or let the caller act as it
# (https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html).
granting := {
	"iam:AddUserToGroup", "iam:AttachGroupPolicy", "iam:AttachRolePolicy", "iam:AttachUserPolicy",
	"iam:CreateAccessKey", "iam:CreateLoginProfile", "iam:CreatePolicyVersion", "iam:PutGroupPolicy",
	"iam:PutRolePolicy", "iam:PutUserPolicy", "iam:SetDefaultPolicyVersion", "iam:UpdateAssumeRolePolicy",
	"iam:UpdateLoginProfile",
}

# Actions that run the caller's code with a role that is passed along, by the service that assumes it.
running := {
	"bedrock-agentcore.amazonaws.com": {"bedrock-agentcore:CreateAgentRuntime", "bedrock-agentcore:CreateCodeInterpreter"},
	"ec2.amazonaws.com": {"ec2:RunInstances"},
	"lambda.amazonaws.com": {"lambda:CreateFunction"},
	"sagemaker.amazonaws.com": {
		"sagemaker:CreateNotebookInstance", "sagemaker:CreateProcessingJob",
		"sagemaker:CreateTrainingJob",
	},
}

passes_to(statement, service) if {
	policy.allows(statement, "iam:PassRole")
	policy.reaches_all(statement, "iam", "role/qq0zz0xx")
	not keeps_from(statement, service)
}

keeps_from(statement, service) if {
	policy.bound_by(statement, {"iam:passedtoservice"})
	not names(statement, service)
}

names(statement, service) if {
	some tests in statement.Condition
	some key, values in tests
	lower(key) == "iam:passedtoservice"
	some value in values
	policy.covers(value, service)
}

pointer_of(index) := evidence.at(["resource", "properties", "PolicyDocument", "Statement", index])
