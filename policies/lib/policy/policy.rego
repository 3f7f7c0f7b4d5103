# METADATA
# description: What a statement of a normalised IAM policy document grants, to whom, on what and under which conditions.
package lib.policy

# Does the statement allow the action, e.g. "kms:Decrypt"?
allows(statement, action) if {
	statement.Effect == "Allow"
	some pattern in statement.Action
	covers(pattern, action)
}

allows(statement, action) if {
	statement.Effect == "Allow"
	statement.NotAction
	not excepts(statement, action)
}

excepts(statement, action) if {
	some pattern in statement.NotAction
	covers(pattern, action)
}

# Does the statement allow whatever a service offers? An action that no service has stands for all of them: only a
# pattern that covers the service as a whole covers it too.
allows_service(statement, service) if allows(statement, concat(":", [service, "Qq0Zz0Xx"]))

# IAM's wildcards. Neither an action nor an invented ARN holds other characters than these, so a pattern that does
# covers none; glob.match could fail on some of them (brackets).
covers(pattern, text) if {
	regex.match(`^[A-Za-z0-9:*?_/.+=@-]*$`, pattern)
	glob.match(lower(pattern), null, lower(text))
}

# Does the statement stop at no resource? An invented one of nobody stands for all of them.
unrestricted(statement) if {
	some pattern in statement.Resource
	covers_everything(pattern, "000000000000")
}

# NotResource only makes exceptions, and a statement without either names no limit.
unrestricted(statement) if not statement.Resource

# The same for a principal that reaches its own account only: an account id in the pattern limits nothing.
unrestricted_in_account(statement) if unrestricted(statement)

unrestricted_in_account(statement) if {
	some pattern in statement.Resource
	account := split(pattern, ":")[4]
	regex.match(`^[0-9]{12}$`, account)
	covers_everything(pattern, account)
}

covers_everything(pattern, account) if {
	some partition in ["aws", "aws-cn", "aws-us-gov"]
	some service in ["sagemaker", "bedrock"]
	covers(pattern, concat(":", ["arn", partition, service, "qq-zz-0", account, "qq0zz0xx/qq0zz0xx"]))
}

# Does the statement speak to anyone? NotPrincipal only makes exceptions.
for_anyone(statement) if {
	some members in statement.Principal
	"*" in members
}

for_anyone(statement) if not statement.Principal

# Conditions that hold only for callers of a known account or organisation. IfExists and ForAllValues hold for a caller
# of whom the key says nothing; a value with a wildcard in the account's place names no account.
confined_to_caller(statement) if confined(statement, caller_keys)

# Conditions under which a service acts only for a known account or organisation ("confused deputy").
confined_to_source(statement) if confined(statement, source_keys)

confined(statement, keys) if {
	some operator, tests in statement.Condition
	lower(trim_prefix(operator, "ForAnyValue:")) in confining_operators
	some key, values in tests
	count(values) > 0
	form := keys[lower(key)]
	every value in values {
		regex.match(form, value)
	}
}

confining_operators := {"stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike"}

caller_keys := {
	"aws:principalorgid": `^o-[a-z0-9]{10,32}$`,
	"aws:principalorgpaths": `^o-[a-z0-9]{10,32}/`,
	"aws:principalaccount": `^[0-9]{12}$`,
	"aws:principalarn": `^arn:[a-z-]+:(iam|sts)::[0-9]{12}:`,
	"kms:calleraccount": `^[0-9]{12}$`,
}

source_keys := {
	"aws:sourceaccount": `^[0-9]{12}$`,
	"aws:sourcearn": `^arn:[a-z-]+:[a-z0-9-]+:[^:]*:[0-9]{12}:`,
	"aws:sourceorgid": `^o-[a-z0-9]{10,32}$`,
	"aws:sourceorgpaths": `^o-[a-z0-9]{10,32}/`,
}

# Does any condition narrow the statement? One on the transport or the time of day leaves the reach as it is, and so
# does one that every value meets.
conditioned(statement) if {
	some tests in statement.Condition
	some key, values in tests
	not lower(key) in {"aws:securetransport", "aws:currenttime", "aws:epochtime", "aws:useragent"}
	count(values) > 0
	every value in values {
		not regex.match(`^[*?]*$`, value)
	}
}

# Services of the AI platform of which the statement allows everything, everywhere and always.
wide_services(statement) := {service |
	some service in ["sagemaker", "bedrock"]
	allows_service(statement, service)
	unrestricted_in_account(statement)
	not conditioned(statement)
}
