# METADATA
# description: What the service control policies that bind the account forbid.
package lib.service_control

import data.lib.policy

# Statements that deny, for whatever resource there is, and except for nobody but principals that they name. Conditions
# on the given keys are left to the control.
denying(keys) := [statement |
	some bound in input.resource.properties.Policies
	some statement in bound.PolicyDocument.Statement
	statement.Effect == "Deny"
	some pattern in statement.Resource
	policy.covers(pattern, "arn:aws:qq0zz0xx:qq-zz-0:000000000000:qq0zz0xx/qq0zz0xx")
	exempts_few(statement, keys)
]

exempts_few(statement, keys) if {
	every operator, tests in object.get(statement, "Condition", {}) {
		every key, values in tests {
			is_allowed(lower(operator), lower(key), values, keys)
		}
	}
}

is_allowed(_, key, _, keys) if key in keys

# "For all but these": who breaks the glass must be named.
is_allowed(operator, "aws:principalarn", values, _) if {
	operator in {"arnnotequals", "arnnotlike", "stringnotequals", "stringnotlike"}
	every value in values {
		regex.match(`^arn:[^:]*:(iam|sts):[^:]*:[^:]*:[a-z-]+/[^*?]`, value)
	}
}

# Does the statement deny the action?
denies(statement, action) if {
	some pattern in statement.Action
	policy.covers(pattern, action)
}

denies(statement, action) if {
	statement.NotAction
	not policy.excepts(statement, action)
}

# Where policies are attached: the account, the units above it and the root. What no policy of one place allows is
# forbidden, whatever the others allow.
places contains place if {
	some bound in input.resource.properties.Policies
	some place in bound.TargetIds
}

# Statements of one place that allow something. Conditions and resources narrow what they allow, which is no denial.
allowing(place) := [statement |
	some bound in input.resource.properties.Policies
	place in bound.TargetIds
	some statement in bound.PolicyDocument.Statement
	statement.Effect == "Allow"
]

# Does the statement allow anything of the service?
opens(statement, service) if {
	some pattern in statement.Action
	policy.covers(split(pattern, ":")[0], service)
}

opens(statement, service) if policy.allows_service(statement, service)

# The account stands where no service control policy reaches it.
is_unbound if not input.resource.properties.MasterAccountId

is_unbound if input.resource.properties.MasterAccountId == input.resource.account
