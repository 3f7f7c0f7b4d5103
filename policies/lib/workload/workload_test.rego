package lib.workload_test

import data.lib.workload

test_every_kind_of_workload_counts if {
	every kind in [
		"autoMLJobs", "customizationJobs", "domains", "endpointConfigs", "models", "notebooks", "processingJobs",
		"trainingJobs",
	] {
		workload.is_used with input as {"refs": {kind: [{"id": "one"}]}}
	}
}

test_nothing_and_others_do_not_count if {
	not workload.is_used with input as {"refs": {"notebooks": [], "models": []}}
	not workload.is_used with input as {"refs": {"subnets": [{"id": "one"}]}}
}
