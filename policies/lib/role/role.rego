# METADATA
# description: What kind of role the subject is.
package lib.role

import data.lib.policy

# AWS writes these roles' policies, and nobody else can.
is_service_linked if startswith(input.resource.properties.Path, "/aws-service-role/")

# Does the statement of a trust policy let anybody assume the role?
lets_assume(statement) if {
	some action in ["sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"]
	policy.allows(statement, action)
}

# AI services that the subject trusts: what runs there, a notebook or an agent, acts with the role.
ai_services contains service if {
	some statement in input.resource.properties.AssumeRolePolicyDocument.Statement
	lets_assume(statement)
	some service in statement.Principal.Service
	service in {"sagemaker.amazonaws.com", "bedrock.amazonaws.com", "bedrock-agentcore.amazonaws.com"}
}
