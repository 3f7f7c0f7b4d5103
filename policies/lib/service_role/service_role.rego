# METADATA
# description: >-
#   What the roles in refs grant to the service that takes them: inline and customer managed policies, statement by
#   statement. Policies of AWS itself are not read, and never scoped to one application.
package lib.service_role

import data.lib.evidence
import data.lib.policy

# Every statement that allows something, by its pointer.
statements[pointer] := statement if {
	some name, role in input.refs.roles
	some place, inline in role.properties.Policies
	some index, statement in inline.PolicyDocument.Statement
	pointer := evidence.at([
		"refs", "roles", name, "properties", "Policies", place, "PolicyDocument", "Statement",
		index,
	])
}

statements[pointer] := statement if {
	some name, managed in input.refs.rolePolicies
	some index, statement in managed.properties.PolicyDocument.Statement
	pointer := evidence.at(["refs", "rolePolicies", name, "properties", "PolicyDocument", "Statement", index])
}

aws_managed[pointer] := arn if {
	some name, role in input.refs.roles
	some index, arn in role.properties.ManagedPolicyArns
	contains(arn, ":iam::aws:policy/")
	pointer := evidence.at(["refs", "roles", name, "properties", "ManagedPolicyArns", index])
}

# Does the statement allow all that some service offers?
any_action(statement) if {
	statement.Effect == "Allow"
	some pattern in statement.Action
	is_any_action(pattern)
}

any_action(statement) if {
	statement.Effect == "Allow"
	statement.NotAction
}

is_any_action("*")

is_any_action(pattern) if {
	[service, "*"] = split(pattern, ":")
	trim(service, "*?") == service
}

# Does it allow something on whatever there is of a kind? Calls that list take no resource.
any_resource(statement) if {
	statement.Effect == "Allow"
	not policy.conditioned(statement)
	not lists_only(statement)
	some pattern in statement.Resource
	is_wide(pattern)
}

any_resource(statement) if {
	statement.Effect == "Allow"
	not policy.conditioned(statement)
	statement.NotResource
}

lists_only(statement) if {
	count(statement.Action) > 0
	every action in statement.Action {
		startswith(lower(split(action, ":")[1]), "list")
	}
}

is_wide("*")

is_wide(pattern) if {
	ends_openly(pattern)
	regex.match(`^arn:[a-z*-]+:[a-z0-9*-]+:[^:]*:[^:]*:(\*|\*/\*)$`, pattern)
}

# All of a kind, e.g. foundation-model/*; in S3 what stands before the slash is one bucket.
is_wide(pattern) if {
	ends_openly(pattern)
	regex.match(`^arn:[a-z*-]+:[a-z0-9*-]+:[^:]*:[^:]*:[a-z-]+[/:]\*$`, pattern)
	not regex.match(`^arn:[a-z*-]+:s3:`, pattern)
}

# Cheap to ask, and most patterns name one thing.
ends_openly(pattern) if endswith(pattern, "/*")

ends_openly(pattern) if endswith(pattern, ":*")
