package lib.event_rule_test

import data.lib.event_rule

test_only_enabled_rules_with_targets_are_live if {
	event_rule.is_live(rule("ENABLED", [{"Id": "1"}]))
	event_rule.is_live(rule("ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS", [{"Id": "1"}]))
	not event_rule.is_live(rule("DISABLED", [{"Id": "1"}]))
	not event_rule.is_live(rule("ENABLED", []))
}

rule(state, targets) := {"properties": {"State": state, "Targets": targets}}

test_a_pattern_lets_through_what_it_does_not_keep_away if {
	through := {name |
		some name, pattern in {
			"source alone": {"source": ["aws.kms"]},
			"all of it": {
				"source": ["aws.kms"],
				"detail-type": ["AWS API Call via CloudTrail"],
				"detail": {"eventName": ["DisableKey", "EnableKey"]},
			},
			"prefixes": {"detail": {"eventName": [{"prefix": "Disable"}]}},
			"nothing": {},
			"this account and region": {"account": ["123456789012"], "region": ["ap-northeast-1"]},
			"another account": {"account": ["210987654321"]},
			"another region": {"region": ["us-east-1"]},
			"another source": {"source": ["aws.s3"]},
			"another name": {"detail": {"eventName": ["EnableKey"]}},
			"what the event may lack": {"detail": {"userIdentity": {"type": ["Root"]}}},
			"unknown filter": {"resources": ["arn:aws:kms:::key/1"]},
			"all but": {"detail": {"eventName": [{"anything-but": "DisableKey"}]}},
		}
		event_rule.lets_through(pattern, {
			"source": "aws.kms",
			"detail-type": "AWS API Call via CloudTrail",
			"account": "123456789012",
			"region": "ap-northeast-1",
			"detail": {"eventName": "DisableKey"},
		})
	}
	through == {"source alone", "all of it", "prefixes", "nothing", "this account and region"}
}
