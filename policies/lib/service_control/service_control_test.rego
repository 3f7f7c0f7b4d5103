package lib.service_control_test

import data.lib.service_control

test_only_denials_of_everything_for_nearly_everybody_count if {
	counted := {name |
		some name, statement in {
			"deny": deny({}),
			"deny all resources by pattern": deny({"Resource": ["arn:*"]}),
			"all but a named role": deny({"Condition": {"ArnNotLike": {"aws:PrincipalARN": [
				"arn:aws:iam::*:role/BreakGlass",
				"arn:aws:iam::*:role/Org*",
			]}}}),
			"outside of regions": deny({"Condition": {"StringNotEquals": {"aws:RequestedRegion": ["ap-northeast-1"]}}}),
			"allow": deny({"Effect": "Allow"}),
			"one resource": deny({"Resource": ["arn:aws:cloudtrail:*:*:trail/org"]}),
			"no resource": deny({"Resource": []}),
			"all but every role": deny({"Condition": {"ArnNotLike": {"aws:PrincipalARN": ["arn:aws:iam::*:role/*"]}}}),
			"all but everybody": deny({"Condition": {"StringNotLike": {"aws:PrincipalARN": ["*"]}}}),
			"one role only": deny({"Condition": {"ArnLike": {"aws:PrincipalARN": ["arn:aws:iam::*:role/Intern"]}}}),
			"without a second factor": deny({"Condition": {"Bool": {"aws:MultiFactorAuthPresent": ["false"]}}}),
		}
		count(service_control.denying({"aws:requestedregion"})) > 0 with input as bound(statement)
	}
	counted == {"deny", "deny all resources by pattern", "all but a named role", "outside of regions"}
}

deny(members) := object.union({"Effect": "Deny", "Action": ["*"], "Resource": ["*"]}, members)

bound(statement) := {"resource": {"properties": {"Policies": [{"PolicyDocument": {"Statement": [statement]}}]}}}

test_a_denial_names_actions_or_all_but_some if {
	service_control.denies({"Action": ["bedrock:Delete*"]}, "bedrock:DeleteGuardrail")
	service_control.denies({"NotAction": ["iam:*"]}, "bedrock:DeleteGuardrail")
	not service_control.denies({"Action": ["bedrock:Get*"]}, "bedrock:DeleteGuardrail")
	not service_control.denies({"NotAction": ["bedrock:*"]}, "bedrock:DeleteGuardrail")
}

test_the_management_account_and_one_without_organisation_are_unbound if {
	service_control.is_unbound with input as {"resource": {"account": "123456789012", "properties": {}}}
	service_control.is_unbound with input as {"resource": {
		"account": "123456789012",
		"properties": {"MasterAccountId": "123456789012"},
	}}
	not service_control.is_unbound with input as {"resource": {
		"account": "123456789012",
		"properties": {"MasterAccountId": "210987654321"},
	}}
}
