# METADATA
# description: >-
#   Which statements of a normalised IAM policy let somebody set a model package to Approved. The condition key
#   sagemaker:ModelApprovalStatus holds the status that the request asks for.
# related_resources:
#   - https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemakerai.html
package lib.approver

import data.lib.policy

# Which of the policies, each a name and its statements, allow an approval; none where one of them denies it.
granting(policies) := {holder.name |
	some holder in policies
	some statement in holder.statements
	may_approve(statement)
} if {
	not denies(policies)
}

granting(policies) := set() if denies(policies)

denies(policies) if {
	some holder in policies
	some statement in holder.statements
	denies_approval(statement)
}

# A policy of a role, a user or a group in which it is embedded, and one of the account's own.
embedded(inline) := {
	"name": object.get(inline, "PolicyName", "?"),
	"statements": object.get(inline, ["PolicyDocument", "Statement"], []),
}

attached(managed) := {
	"name": object.get(managed, ["properties", "ManagedPolicyName"], "?"),
	"statements": object.get(managed, ["properties", "PolicyDocument", "Statement"], []),
}

# Policies of AWS itself, which are not among the account's own: those that hold sagemaker:UpdateModelPackage.
of_aws(arn) := {"name": name, "statements": [{"Effect": "Allow", "Action": ["*"], "Resource": ["*"]}]} if {
	contains(arn, ":iam::aws:policy/")
	some name in [
		"AdministratorAccess",
		"AmazonSageMakerFullAccess",
		"AmazonSageMakerModelRegistryFullAccess",
		"PowerUserAccess",
	]
	endswith(arn, concat("", ["/", name]))
}

may_approve(statement) if {
	policy.allows(statement, "sagemaker:UpdateModelPackage")
	reaches_packages(statement)
	not keeps_from_approving(statement)
}

# Does a Deny meet every approval? One that is narrowed by anything but the status leaves some.
denies_approval(statement) if {
	statement.Effect == "Deny"
	policy.allows(object.union(statement, {"Effect": "Allow"}), "sagemaker:UpdateModelPackage")
	not is_narrowed(statement)
	some pattern in statement.Resource
	policy.covers(pattern, "arn:aws:sagemaker:qq-zz-0:000000000000:model-package/qq0zz0xx/1")
}

is_narrowed(statement) if {
	some operator, tests in statement.Condition
	some key, values in tests
	not asks_for_approval(operator, key, values)
}

asks_for_approval(operator, key, values) if {
	lower(key) == "sagemaker:modelapprovalstatus"
	is_equality(operator)
	admits_approved(values)
}

# Conditions on the status that an approval does not meet.
keeps_from_approving(statement) if {
	some operator, tests in statement.Condition
	some key, values in tests
	lower(key) == "sagemaker:modelapprovalstatus"
	is_equality(operator)
	not admits_approved(values)
}

keeps_from_approving(statement) if {
	some operator, tests in statement.Condition
	some key, values in tests
	lower(key) == "sagemaker:modelapprovalstatus"
	plain(operator) in {"stringnotequals", "stringnotequalsignorecase", "stringnotlike"}
	admits_approved(values)
}

# An approval always states its status, so that IfExists changes nothing.
is_equality(operator) if plain(operator) in {"stringequals", "stringequalsignorecase", "stringlike"}

plain(operator) := trim_suffix(
	trim_prefix(trim_prefix(lower(operator), "foranyvalue:"), "forallvalues:"),
	"ifexists",
)

admits_approved(values) if {
	some value in values
	policy.covers(value, "Approved")
}

# Could the resource be a model package? Which of them does not matter.
reaches_packages(statement) if {
	some pattern in statement.Resource
	may_name_package(pattern)
}

reaches_packages(statement) if not statement.Resource

may_name_package(pattern) if {
	parts := split(pattern, ":")
	count(parts) < 6
	endswith(pattern, "*")
}

may_name_package(pattern) if {
	parts := split(pattern, ":")
	policy.covers(parts[2], "sagemaker")
	policy.covers(split(parts[5], "/")[0], "model-package")
}
