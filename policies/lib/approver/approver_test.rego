package lib.approver_test

import data.lib.approver

test_an_approval_needs_the_action_on_packages_and_a_status_that_may_be_approved if {
	granting := {name |
		some name, statement in {
			"action": {"Action": ["sagemaker:UpdateModelPackage"], "Resource": ["*"]},
			"wildcard": {"Action": ["sagemaker:Update*"], "Resource": ["arn:aws:sagemaker:*:*:model-package/*"]},
			"one group": {
				"Action": ["sagemaker:*"],
				"Resource": ["arn:aws:sagemaker:ap-northeast-1:123456789012:model-package/fraud/*"],
			},
			"the account": {"Action": ["*"], "Resource": ["arn:aws:sagemaker:ap-northeast-1:123456789012:*"]},
			"the service": {"Action": ["*"], "Resource": ["arn:aws:sagemaker:*"]},
			"all but some": {"Action": ["sagemaker:*"], "NotResource": ["arn:aws:sagemaker:*:*:endpoint/*"]},
			"approved or rejected": {
				"Action": ["sagemaker:UpdateModelPackage"],
				"Resource": ["*"],
				"Condition": {"StringEquals": {"sagemaker:ModelApprovalStatus": ["Approved", "Rejected"]}},
			},
			"with another condition": {
				"Action": ["sagemaker:UpdateModelPackage"],
				"Resource": ["*"],
				"Condition": {"Bool": {"aws:MultiFactorAuthPresent": ["true"]}},
			},
			"rejected only": {
				"Action": ["sagemaker:UpdateModelPackage"],
				"Resource": ["*"],
				"Condition": {"StringEqualsIfExists": {"sagemaker:ModelApprovalStatus": ["Rejected"]}},
			},
			"all but approved": {
				"Action": ["sagemaker:UpdateModelPackage"],
				"Resource": ["*"],
				"Condition": {"StringNotEquals": {"sagemaker:modelapprovalstatus": ["Approved"]}},
			},
			"endpoints": {"Action": ["sagemaker:*"], "Resource": ["arn:aws:sagemaker:*:*:endpoint/*"]},
			"groups": {"Action": ["sagemaker:*"], "Resource": ["arn:aws:sagemaker:*:*:model-package-group/*"]},
			"buckets": {"Action": ["*"], "Resource": ["arn:aws:s3:::models"]},
			"reading": {"Action": ["sagemaker:Describe*"], "Resource": ["*"]},
		}
		approver.may_approve(object.union({"Effect": "Allow"}, statement))
	}
	granting == {
		"action", "wildcard", "one group", "the account", "the service", "all but some", "approved or rejected",
		"with another condition",
	}
}

test_a_deny_has_to_meet_every_approval if {
	meeting := {name |
		some name, statement in {
			"all": {"Action": ["sagemaker:UpdateModelPackage"], "Resource": ["*"]},
			"all packages": {"Action": ["sagemaker:*"], "Resource": ["arn:aws:sagemaker:*:*:model-package/*"]},
			"approved": {
				"Action": ["sagemaker:UpdateModelPackage"],
				"Resource": ["*"],
				"Condition": {"ForAnyValue:StringLike": {"sagemaker:ModelApprovalStatus": ["Appr*"]}},
			},
			"rejected": {
				"Action": ["sagemaker:UpdateModelPackage"],
				"Resource": ["*"],
				"Condition": {"StringEquals": {"sagemaker:ModelApprovalStatus": ["Rejected"]}},
			},
			"at night": {
				"Action": ["sagemaker:UpdateModelPackage"],
				"Resource": ["*"],
				"Condition": {
					"StringEquals": {"sagemaker:ModelApprovalStatus": ["Approved"]},
					"DateGreaterThan": {"aws:CurrentTime": ["2026-01-01T22:00:00Z"]},
				},
			},
			"one group": {
				"Action": ["sagemaker:UpdateModelPackage"],
				"Resource": ["arn:aws:sagemaker:*:*:model-package/fraud/*"],
			},
			"another action": {"Action": ["sagemaker:CreateModelPackage"], "Resource": ["*"]},
		}
		approver.denies_approval(object.union({"Effect": "Deny"}, statement))
	}
	meeting == {"all", "all packages", "approved"}
}
