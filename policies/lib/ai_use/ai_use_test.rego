package lib.ai_use_test

import data.lib.ai_use

test_every_kind_of_workload_counts if {
	every kind in [
		"autoMLJobs", "customizationJobs", "domains", "endpointConfigs", "models", "notebooks", "processingJobs",
		"trainingJobs",
	] {
		ai_use.is_used with input as {"refs": {kind: [{"id": "one"}]}}
	}
}

test_nothing_and_others_do_not_count if {
	not ai_use.is_used with input as {"refs": {"notebooks": [], "models": []}}
	not ai_use.is_used with input as {"refs": {"subnets": [{"id": "one"}]}}
}
