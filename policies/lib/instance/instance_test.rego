package lib.instance_test

import data.lib.instance

test_local_storage_by_type if {
	local := {type |
		some type in ["ml.m5.large", "ml.m5d.large", "ml.g4dn.xlarge", "ml.g5.2xlarge", "ml.p3.2xlarge", "ml.p3dn.24xlarge", "ml.p4d.24xlarge", "ml.p5.48xlarge", "ml.inf2.xlarge", "ml.c6gd.large", "ml.trn1.2xlarge"]
		instance.has_local_storage(type)
	}
	local == {"ml.m5d.large", "ml.g4dn.xlarge", "ml.g5.2xlarge", "ml.p3dn.24xlarge", "ml.p4d.24xlarge", "ml.p5.48xlarge", "ml.c6gd.large", "ml.trn1.2xlarge"}
}
