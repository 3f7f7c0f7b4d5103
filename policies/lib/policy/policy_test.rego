package lib.policy_test

import data.lib.policy

test_wildcards_are_read_as_iam_reads_them if {
	allowed := {pattern |
		some pattern in ["kms:Decrypt", "KMS:decrypt", "kms:De*", "kms:Decryp?", "k*", "*", "kms:*", "kms:Encrypt", "s3:*", "[k]ms:Decrypt"]
		policy.allows({"Effect": "Allow", "Action": [pattern]}, "kms:Decrypt")
	}
	allowed == {"kms:Decrypt", "KMS:decrypt", "kms:De*", "kms:Decryp?", "k*", "*", "kms:*"}
}

test_not_action_allows_the_rest if {
	policy.allows({"Effect": "Allow", "NotAction": ["iam:*"]}, "kms:Decrypt")
	not policy.allows({"Effect": "Allow", "NotAction": ["kms:*"]}, "kms:Decrypt")
}

test_deny_allows_nothing if {
	not policy.allows({"Effect": "Deny", "Action": ["*"]}, "kms:Decrypt")
	not policy.allows({"Effect": "Deny", "NotAction": ["iam:*"]}, "kms:Decrypt")
}

test_only_a_pattern_of_the_whole_service_allows_the_service if {
	whole := {pattern |
		some pattern in ["*", "*:*", "sagemaker:*", "SageMaker:*", "sage*", "sagemaker:?*", "sagemaker:Create*", "bedrock:*", "sagemaker:CreateModel"]
		policy.allows_service({"Effect": "Allow", "Action": [pattern]}, "sagemaker")
	}
	whole == {"*", "*:*", "sagemaker:*", "SageMaker:*", "sage*", "sagemaker:?*"}
}

test_a_resource_pattern_is_unrestricted_by_its_reach if {
	open := {pattern |
		some pattern in resources
		policy.unrestricted({"Resource": [pattern]})
	}
	open == {"*", "arn:*", "arn:aws:bedrock:*", "arn:aws:sagemaker:*:*:*", "arn:aws-us-gov:bedrock:*:*:*/*"}
}

test_an_account_limits_nothing_to_who_lives_in_it if {
	open := {pattern |
		some pattern in resources
		policy.unrestricted_in_account({"Resource": [pattern]})
	}
	open == {
		"*", "arn:*", "arn:aws:bedrock:*", "arn:aws:sagemaker:*:*:*", "arn:aws-us-gov:bedrock:*:*:*/*",
		"arn:aws:sagemaker:*:123456789012:*",
	}
}

test_without_resource_nothing_limits if {
	policy.unrestricted({"NotResource": ["arn:aws:bedrock:*:*:guardrail/abc"]})
	policy.unrestricted_in_account({})
}

resources := [
	"*",
	"arn:*",
	"arn:aws:bedrock:*",
	"arn:aws:sagemaker:*:*:*",
	"arn:aws-us-gov:bedrock:*:*:*/*",
	"arn:aws:sagemaker:*:123456789012:*",
	"arn:aws:sagemaker:*:123456789012:endpoint/*",
	"arn:aws:sagemaker:ap-northeast-1:123456789012:*",
	"arn:aws:bedrock:*::foundation-model/amazon.nova-pro-v1:0",
	"arn:aws:s3:::my-bucket/*",
	"arn:aws:sagemaker:*:*:endpoint/${aws:PrincipalTag/team}",
]

test_anyone_is_a_star_or_all_but_some if {
	policy.for_anyone({"Principal": {"AWS": ["*"]}})
	policy.for_anyone({"Principal": {"AWS": ["arn:aws:iam::123456789012:root", "*"]}})
	policy.for_anyone({"NotPrincipal": {"AWS": ["arn:aws:iam::123456789012:root"]}})
	not policy.for_anyone({"Principal": {"AWS": ["arn:aws:iam::123456789012:root"]}})
}

test_callers_are_confined_by_what_they_must_be if {
	confined := {name |
		some name, condition in {
			"org": {"StringEquals": {"aws:PrincipalOrgID": ["o-abcde12345"]}},
			"org, lower case": {"stringequals": {"aws:principalorgid": ["o-abcde12345"]}},
			"account": {"StringLike": {"aws:PrincipalAccount": ["123456789012", "210987654321"]}},
			"role": {"ArnLike": {"aws:PrincipalArn": ["arn:aws:iam::123456789012:role/ml-*"]}},
			"organisational unit": {"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": ["o-abcde12345/r-ab12/*"]}},
			"any org": {"StringLike": {"aws:PrincipalOrgID": ["*"]}},
			"any org by the way": {"StringEquals": {"aws:PrincipalOrgID": ["o-abcde12345", "*"]}},
			"any account": {"ArnLike": {"aws:PrincipalArn": ["arn:aws:iam::*:role/*"]}},
			"if told": {"StringEqualsIfExists": {"aws:PrincipalOrgID": ["o-abcde12345"]}},
			"all of none": {"ForAllValues:StringEquals": {"aws:PrincipalOrgID": ["o-abcde12345"]}},
			"others": {"StringNotEquals": {"aws:PrincipalOrgID": ["o-abcde12345"]}},
			"another key": {"StringEquals": {"aws:RequestedRegion": ["ap-northeast-1"]}},
			"no value": {"StringEquals": {"aws:PrincipalOrgID": []}},
		}
		policy.confined_to_caller({"Condition": condition})
	}
	confined == {"org", "org, lower case", "account", "role", "organisational unit"}
}

test_a_service_is_confined_by_its_source if {
	confined := {name |
		some name, condition in {
			"account": {"StringEquals": {"aws:SourceAccount": ["123456789012"]}},
			"arn": {"ArnLike": {"aws:SourceArn": ["arn:aws:sagemaker:*:123456789012:*"]}},
			"org": {"StringEquals": {"aws:SourceOrgID": ["o-abcde12345"]}},
			"any account": {"ArnLike": {"aws:SourceArn": ["arn:aws:sagemaker:*:*:*"]}},
			"star": {"StringLike": {"aws:SourceAccount": ["*"]}},
			"caller": {"StringEquals": {"aws:PrincipalAccount": ["123456789012"]}},
		}
		policy.confined_to_source({"Condition": condition})
	}
	confined == {"account", "arn", "org"}
}

test_a_statement_is_wide_without_limit_of_any_kind if {
	policy.wide_services({"Effect": "Allow", "Action": ["*"], "Resource": ["*"]}) == {"sagemaker", "bedrock"}
	policy.wide_services({"Effect": "Allow", "Action": ["bedrock:*"], "Resource": ["*"], "Condition": {}}) == {"bedrock"}
	policy.wide_services({"Effect": "Allow", "Action": ["bedrock:*"], "Resource": ["arn:aws:bedrock:*::foundation-model/x"]}) == set()
}

test_conditions_that_limit_nothing_do_not_count if {
	counted := {name |
		some name, condition in {
			"region": {"StringEquals": {"aws:RequestedRegion": ["ap-northeast-1"]}},
			"transport": {"Bool": {"aws:SecureTransport": ["true"]}},
			"any value": {"StringLike": {"aws:PrincipalArn": ["*"]}},
			"none": {},
		}
		policy.conditioned({"Condition": condition})
	}
	counted == {"region"}
}

test_everything_is_all_actions_on_all_resources if {
	policy.allows_everything({"Effect": "Allow", "Action": ["s3:Get*", "*"], "Resource": ["*"]})
	policy.allows_everything({"Effect": "Allow", "Action": ["*:*"], "Resource": ["arn:aws:*"]})
	not policy.allows_everything({"Effect": "Deny", "Action": ["*"], "Resource": ["*"]})
	not policy.allows_everything({"Effect": "Allow", "Action": ["iam:*"], "Resource": ["*"]})
	not policy.allows_everything({"Effect": "Allow", "NotAction": ["iam:*"], "Resource": ["*"]})
	not policy.allows_everything({"Effect": "Allow", "Action": ["*"], "Resource": ["arn:aws:s3:::*"]})
}

test_allowed_actions_are_picked if {
	statement := {"Effect": "Allow", "Action": ["kms:De*"]}
	policy.allowed(statement, {"kms:Decrypt", "kms:Encrypt"}) == {"kms:Decrypt"}
}

test_a_statement_reaches_all_roles_by_its_patterns if {
	reaching := {pattern |
		some pattern in [
			"*",
			"arn:aws:iam::*:role/*",
			"arn:aws:iam::123456789012:role/*",
			"arn:aws:iam::123456789012:*",
			"arn:aws:iam::*:role/ml-*",
			"arn:aws:iam::123456789012:role/service-role/*",
			"arn:aws:iam::123456789012:role/Train",
			"arn:aws:s3:::*",
		]
		policy.reaches_all({"Resource": [pattern]}, "iam", "role/qq0zz0xx")
	}
	reaching == {"*", "arn:aws:iam::*:role/*", "arn:aws:iam::123456789012:role/*", "arn:aws:iam::123456789012:*"}
	policy.reaches_all({"NotResource": ["arn:aws:iam::123456789012:role/Admin"]}, "iam", "role/qq0zz0xx")
}

test_a_condition_binds_by_what_it_demands if {
	bound := {name |
		some name, condition in {
			"vpce": {"StringEquals": {"aws:SourceVpce": ["vpce-0123"]}},
			"address": {"IpAddress": {"AWS:SourceIp": ["203.0.113.0/24"]}},
			"one of many": {"ForAnyValue:StringLike": {"aws:SourceVpce": ["vpce-*"]}},
			"any address": {"IpAddress": {"aws:SourceIp": ["203.0.113.0/24", "0.0.0.0/0"]}},
			"half of all addresses": {"IpAddress": {"aws:SourceIp": ["0.0.0.0/1"]}},
			"all global addresses of six": {"IpAddress": {"aws:SourceIp": ["2000::/3"]}},
			"any address of six": {"IpAddress": {"aws:SourceIp": ["::/0"]}},
			"anything": {"StringLike": {"aws:SourceVpce": ["*"]}},
			"if told": {"StringEqualsIfExists": {"aws:SourceVpce": ["vpce-0123"]}},
			"others": {"NotIpAddress": {"aws:SourceIp": ["203.0.113.0/24"]}},
			"another key": {"StringEquals": {"aws:RequestedRegion": ["ap-northeast-1"]}},
			"no value": {"StringEquals": {"aws:SourceVpce": []}},
		}
		policy.bound_by({"Condition": condition}, {"aws:sourcevpce", "aws:sourceip"})
	}
	bound == {"vpce", "address", "one of many"}
}

test_a_principal_has_an_account_or_none if {
	policy.account_of("123456789012") == "123456789012"
	policy.account_of("arn:aws:iam::210987654321:role/Deploy") == "210987654321"
	policy.account_of("arn:aws-cn:sts::210987654321:assumed-role/Deploy/x") == "210987654321"
	not policy.account_of("*")
	not policy.account_of("AROAEXAMPLE")
}

test_only_a_policy_of_aws_is_full_access_by_its_name if {
	policy.ai_full_access("arn:aws:iam::aws:policy/AmazonBedrockFullAccess") == "AmazonBedrockFullAccess"
	not policy.ai_full_access("arn:aws:iam::aws:policy/ReadOnlyAccess")
	not policy.ai_full_access("arn:aws:iam::123456789012:policy/AdministratorAccess")
}
