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

# Does it allow something on whatever there is of a kind? What takes no resource can be allowed in no other way.
any_resource(statement) if {
	statement.Effect == "Allow"
	not policy.conditioned(statement)
	not takes_no_resource(statement)
	some pattern in statement.Resource
	is_wide(pattern)
}

any_resource(statement) if {
	statement.Effect == "Allow"
	not policy.conditioned(statement)
	statement.NotResource
}

takes_no_resource(statement) if {
	count(statement.Action) > 0
	every action in statement.Action {
		is_without_resource(lower(action))
	}
}

is_without_resource(action) if startswith(split(action, ":")[1], "list")

# What applications do besides, of which IAM knows no resource (Service Authorization Reference): they send metrics and
# traces, log in to registries, and let ECS Exec in.
is_without_resource(action) if {
	action in {
		"cloudwatch:putmetricdata",
		"ecr:getauthorizationtoken",
		"ssmmessages:createcontrolchannel",
		"ssmmessages:createdatachannel",
		"ssmmessages:opencontrolchannel",
		"ssmmessages:opendatachannel",
		"xray:puttelemetryrecords",
		"xray:puttracesegments",
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
