package controls.cloudtrail.insights_test

import data.controls.cloudtrail.insights as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

test_satisfied[name] if {
	some name, case in cases
	control.satisfied == case.satisfied with input as case.input
}

cases := {
	"both rates on one trail pass": {
		"input": region([watching(["ApiErrorRateInsight", "ApiCallRateInsight"], true)]),
		"violation": set(),
		"satisfied": {"/refs/trails/0"},
	},
	"one rate, and a stopped trail, do not": {
		"input": region([watching(["ApiCallRateInsight"], true), watching(["ApiErrorRateInsight", "ApiCallRateInsight"], false)]),
		"violation": none,
		"satisfied": set(),
	},
	"no trail fails": {
		"input": region([]),
		"violation": none,
		"satisfied": set(),
	},
}

region(trails) := {"resource": {"region": "ap-northeast-1"}, "refs": {"trails": trails}}

watching(types, is_logging) := {
	"properties": {
		"IsMultiRegionTrail": true,
		"IsLogging": is_logging,
		"InsightSelectors": [{"InsightType": type} | some type in types],
	},
	"runtime": {},
}

none := {{"code": "none", "evidence": ["/refs/trails"]}}
