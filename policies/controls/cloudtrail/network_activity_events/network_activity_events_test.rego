package controls.cloudtrail.network_activity_events_test

import data.controls.cloudtrail.network_activity_events as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

test_applies[name] if {
	some name, case in cases
	applies := [true | control.applies with input as case.input]
	[case.applies | case.applies == true] == applies
}

test_satisfied[name] if {
	some name, case in cases
	control.satisfied == case.satisfied with input as case.input
}

cases := {
	"a trail of all of them passes": {
		"input": region([recorder({"IsMultiRegionTrail": true, "IsLogging": true, "AdvancedEventSelectors": whole}, {})], []),
		"applies": true,
		"violation": set(),
		"satisfied": {"/refs/trails/0"},
	},
	"an event data store of all of them passes": {
		"input": region([], [recorder({"MultiRegionEnabled": true, "AdvancedEventSelectors": whole}, {"Status": "ENABLED"})]),
		"applies": true,
		"violation": set(),
		"satisfied": {"/refs/eventDataStores/0"},
	},
	"a trail and a store of the region together pass": {
		"input": region(
			[recorder({"IsLogging": true, "AdvancedEventSelectors": [selector(0, [])]}, {"HomeRegion": "ap-northeast-1"})],
			[object.union(
				recorder({"AdvancedEventSelectors": array.slice(whole, 1, count(whole))}, {"Status": "ENABLED"}),
				{"region": "ap-northeast-1"},
			)],
		),
		"applies": true,
		"violation": set(),
		"satisfied": set(),
	},
	"one is not all": {
		"input": region([recorder({"IsMultiRegionTrail": true, "IsLogging": true, "AdvancedEventSelectors": [selector(0, [])]}, {})], []),
		"applies": true,
		"violation": {missing(array.slice(words, 1, count(words)))},
		"satisfied": set(),
	},
	"a narrowed selector, a stopped trail and a stopped store record nothing whole": {
		"input": region(
			[
				recorder({"IsMultiRegionTrail": true, "IsLogging": true, "AdvancedEventSelectors": [selector(0, [{"Field": "readOnly", "Equals": ["false"]}])]}, {}),
				recorder({"IsMultiRegionTrail": true, "IsLogging": false, "AdvancedEventSelectors": whole}, {}),
			],
			[recorder({"MultiRegionEnabled": true, "AdvancedEventSelectors": whole}, {"Status": "STOPPED_INGESTION"})],
		),
		"applies": true,
		"violation": {missing(words)},
		"satisfied": set(),
	},
	"nothing at all fails": {
		"input": region([], []),
		"applies": true,
		"violation": {missing(words)},
		"satisfied": set(),
	},
	"a region without endpoints is not judged": {
		"input": {"resource": {"region": "ap-northeast-1"}, "refs": {"trails": [], "eventDataStores": [], "vpcEndpoints": []}},
		"applies": false,
		"violation": {missing(words)},
		"satisfied": set(),
	},
}

region(trails, stores) := {
	"resource": {"region": "ap-northeast-1"},
	"refs": {"trails": trails, "eventDataStores": stores, "vpcEndpoints": [{"id": "vpce-1"}]},
}

recorder(properties, runtime) := {"region": "us-east-1", "properties": properties, "runtime": runtime}

words := sort([
	"bedrock.amazonaws.com",
	"kms.amazonaws.com",
	"s3.amazonaws.com",
])

whole := [selector(index, []) | some index in numbers.range(0, count(words) - 1)]

selector(index, more) := {"FieldSelectors": array.concat(
	[
		{"Field": "eventCategory", "Equals": ["NetworkActivity"]},
		{"Field": "eventSource", "Equals": [words[index]]},
	],
	more,
)}

missing(lacking) := {
	"code": "missing",
	"args": {"sources": concat(", ", lacking)},
	"evidence": ["/refs/trails", "/refs/eventDataStores"],
}
