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

# IAM's wildcards. Most patterns hold one asterisk or none: what stands before and after it decides, and costs a
# hundredth of a compiled expression.
covers(pattern, text) if {
	not contains(pattern, "?")
	parts := split(lower(pattern), "*")
	covers_parts(parts, lower(text))
}

# Neither an action nor an invented ARN holds other characters than these, so a pattern that does covers none;
# glob.match could fail on some of them (brackets).
covers(pattern, text) if {
	is_intricate(pattern)
	startswith(lower(text), lower(split(split(pattern, "*")[0], "?")[0]))
	regex.match(`^[A-Za-z0-9:*?_/.+=@-]*$`, pattern)
	glob.match(lower(pattern), null, lower(text))
}

covers_parts([whole], text) if whole == text

covers_parts([before, after], text) if {
	startswith(text, before)
	endswith(text, after)
	count(text) >= count(before) + count(after)
}

is_intricate(pattern) if contains(pattern, "?")

is_intricate(pattern) if count(split(pattern, "*")) > 2

# Twelve digits.
is_account(text) if {
	count(text) == 12
	trim(text, "0123456789") == ""
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
	is_account(account)
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

# The accounts for which the statement lets a service act, beside the subject's own and those that the organisation
# trusts.
foreign_sources(statement) := {account |
	confined_to_source(statement)
	some tests in statement.Condition
	some key, values in tests
	some value in values
	account := source_account(lower(key), value)
	account != input.resource.account
	not account in input.params.iam.trusted_accounts
}

source_account("aws:sourceaccount", value) := value

source_account("aws:sourcearn", value) := split(value, ":")[4]

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
		not trim(value, "*?") == ""
	}
}

# Services of the AI platform of which the statement allows everything, everywhere and always.
wide_services(statement) := {service |
	some service in ["sagemaker", "bedrock"]
	allows_service(statement, service)
	unrestricted_in_account(statement)
	not conditioned(statement)
}

# Does the statement allow everything there is? One that makes exceptions does not.
allows_everything(statement) if {
	statement.Effect == "Allow"
	reaches_all(statement, "qq0zz0xx", "qq0zz0xx/qq0zz0xx")
	some pattern in statement.Action
	covers(pattern, "qq0zz0xx:Qq0Zz0Xx")
}

# Those of the actions that the statement allows.
allowed(statement, actions) := {action |
	some action in actions
	allows(statement, action)
}

# Does the statement reach whatever there is of a kind, everywhere or in the account that its pattern names? The kind is
# an ARN's service and an invented name, e.g. "iam" and "role/qq0zz0xx".
reaches_all(statement, service, name) if {
	some pattern in statement.Resource
	some partition in ["aws", "aws-cn", "aws-us-gov"]
	some region in ["", "qq-zz-0"]
	some account in accounts_in(pattern)
	covers(pattern, concat(":", ["arn", partition, service, region, account, name]))
}

# NotResource only makes exceptions.
reaches_all(statement, _, _) if not statement.Resource

accounts_in(pattern) := {"000000000000"} | {account |
	account := split(pattern, ":")[4]
	is_account(account)
}

# Does a condition on one of the keys bind the statement? A value that everybody has binds nobody, and nor does an
# operator that holds where the request says nothing (IfExists, ForAllValues).
bound_by(statement, keys) if {
	some operator, tests in statement.Condition
	lower(trim_prefix(operator, "ForAnyValue:")) in (confining_operators | {"ipaddress"})
	some key, values in tests
	lower(key) in keys
	count(values) > 0
	every value in values {
		not regex.match(`^([*?]*|[0-9.]+/[0-7]|[0-9A-Fa-f:]+/([0-9]|1[0-5]))$`, value)
	}
}

# The accounts that a statement lets in: those of its principals, and those to which it confines anybody. Whoever has to
# be of an organisation is let in as one of it.
admitted(statement) := {account |
	not of_organisation(statement)
	some account in (principals(statement) | confined_accounts(statement))
}

principals(statement) := {account |
	some principal in statement.Principal.AWS
	account := account_of(principal)
}

confined_accounts(statement) := {account |
	for_anyone(statement)
	some operator, tests in statement.Condition
	lower(trim_prefix(operator, "ForAnyValue:")) in confining_operators
	some key, values in tests
	lower(key) in {"aws:principalaccount", "aws:principalarn", "kms:calleraccount"}
	some value in values
	account := account_of(value)
}

of_organisation(statement) if bound_by(statement, {"aws:principalorgid", "aws:principalorgpaths"})

# The account of a principal: an ARN, or the account's bare id. "*" has none.
account_of(principal) := principal if is_account(principal)

account_of(principal) := split(principal, ":")[4] if regex.match(`^arn:[a-z-]+:(iam|sts)::[0-9]{12}:`, principal)

# The name of an AWS managed policy that allows all of an AI service. One of the account may bear the same name, and is
# judged by its document.
ai_full_access(arn) := name if {
	contains(arn, ":iam::aws:policy/")
	some name in ["AdministratorAccess", "AmazonBedrockFullAccess", "AmazonSageMakerFullAccess", "PowerUserAccess"]
	endswith(arn, concat("", ["/", name]))
}

# The name of an AWS managed policy that allows all of a service, or of all of them.
full_access(arn) := name if {
	contains(arn, ":iam::aws:policy/")
	regex.match(`:iam::aws:policy/(.*/)?[A-Za-z0-9]*(FullAccess|AdministratorAccess|PowerUserAccess)$`, arn)
	parts := split(arn, "/")
	name := parts[count(parts) - 1]
}

# Another name for all that the service holds.
full_access(arn) := "SecretsManagerReadWrite" if endswith(arn, ":iam::aws:policy/SecretsManagerReadWrite")

# Services worth an intruder's while of which the statement allows everything, everywhere and always.
whole_services(statement) := {service |
	some service in ["bedrock", "ec2", "eks", "iam", "kms", "s3", "sagemaker", "secretsmanager", "sts"]
	allows_service(statement, service)
	not conditioned(statement)
	reaches_service(statement, service)
}

reaches_service(statement, _) if unrestricted(statement)

# All that holds data, by the ARNs of its kind.
reaches_service(statement, service) if {
	some name in {"kms": {"key/qq0zz0xx"}, "secretsmanager": {"secret:qq0zz0xx"}}[service]
	reaches_all(statement, service, name)
}

reaches_service(statement, "s3") if {
	some pattern in statement.Resource
	some partition in ["aws", "aws-cn", "aws-us-gov"]
	covers(pattern, concat("", ["arn:", partition, ":s3:::qq0zz0xx/qq0zz0xx"]))
}
